package io.evenkeel.files;

import io.evenkeel.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A column map that cannot be used, with everything that is wrong with it. */
public final class ColumnMapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public ColumnMapException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
