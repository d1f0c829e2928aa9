package io.evenkeel.registry;

/** The registry refuses a schema because readers or writers of an older version would break. */
public final class IncompatibleSchemaException extends RegistryException {
  private static final long serialVersionUID = 1;

  public IncompatibleSchemaException(String message) {
    super(message, null);
  }
}
