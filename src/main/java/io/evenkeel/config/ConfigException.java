package io.evenkeel.config;

import io.evenkeel.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be used, with everything that is wrong in it. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong, in the order of the document where that is known; not empty. */
  public List<Problem> problems() {
    return problems;
  }
}
