package io.evenkeel.cli;

/** How a command ended. */
enum ExitCode {
  OK(0),
  /** Something went wrong that no option would mend. */
  FAILURE(1),
  /** A wrong option, file or configuration. */
  USAGE(2),
  /** The verdict is BREACH. */
  BREACH(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
