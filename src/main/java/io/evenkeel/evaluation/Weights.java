package io.evenkeel.evaluation;

import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.SliceSummary;

/**
 * Sampled logs: one record stands for several predictions, but tells only as much as one.
 *
 * <p>Values are computed from weighted counts, intervals and tests from counts divided by the mean
 * weight. That is exact for equal weights and too narrow for very unequal ones, whose squares no
 * summary keeps.
 */
final class Weights {
  private Weights() {}

  /** Mean weight of a record, at least 1; 1 when there is none. */
  static double mean(SliceSummary summary) {
    return mean(summary.n(), summary.rows());
  }

  static double mean(long n, long rows) {
    return rows <= 0 || n <= rows ? 1 : (double) n / rows;
  }

  /** The rate as so many records tell it. */
  static Proportion effective(Proportion rate, double weight) {
    return weight == 1
        ? rate
        : new Proportion(Math.round(rate.successes() / weight), Math.round(rate.trials() / weight));
  }

  /** The counts as so many records tell them. */
  static long[] effective(long[] cells, double weight) {
    if (weight == 1) {
      return cells;
    }
    long[] fewer = new long[cells.length];
    for (int i = 0; i < cells.length; i++) {
      fewer[i] = Math.round(cells[i] / weight);
    }
    return fewer;
  }
}
