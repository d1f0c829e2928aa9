package io.evenkeel.intake;

/** Not now: Kafka or the registry does not answer, or too much waits for them already. */
final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BusyException(String message) {
    super(message, null, false, false);
  }
}
