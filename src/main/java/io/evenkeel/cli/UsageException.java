package io.evenkeel.cli;

import java.util.List;

/** What the user asked for can not be done as asked; says all of it at once. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String problem) {
    super(problem);
  }

  UsageException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
