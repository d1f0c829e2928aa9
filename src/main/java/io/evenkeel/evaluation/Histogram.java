package io.evenkeel.evaluation;

import java.util.List;

/**
 * How the records of a window fall into the profile's cells, or into those of scores or classes.
 *
 * @param kind what is counted
 * @param name the feature; empty for the others
 * @param counts records by cell, weighted; the cells are those of the profile under the report's
 *     hash, for {@link Kind#CLASS} the monitor's classes, then unknown ones, then none
 */
public record Histogram(Kind kind, String name, List<Long> counts) {
  /** What is counted. */
  public enum Kind {
    /** Values of a feature. */
    FEATURE,
    /** Scores, in 20 bins of equal width over [0, 1], the last one closed. */
    SCORE,
    /** Predicted classes. */
    CLASS
  }

  public Histogram {
    counts = List.copyOf(counts);
  }
}
