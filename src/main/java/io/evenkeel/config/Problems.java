package io.evenkeel.config;

import io.evenkeel.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong in one document, so that the user sees everything at once. */
final class Problems {
  /** Enough to be useful; a document with more is something else altogether. */
  private static final int MOST = 100;

  private final List<Problem> found = new ArrayList<>();

  void add(String path, @Nullable Integer line, String message) {
    add(new Problem(path, message, line));
  }

  void add(Problem problem) {
    if (found.size() < MOST && !found.contains(problem)) {
      found.add(problem);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int size() {
    return found.size();
  }

  /** Throws everything found so far, in the order of the document. */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(
          found.stream()
              .sorted(Comparator.comparingInt(p -> p.line() == null ? 0 : p.line()))
              .toList());
    }
  }
}
