package io.evenkeel.statistics;

import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Population stability index: sum over cells of (p - q) ln(p / q), p = current and q = reference
 * share, each raised to at least a floor and not normalised again. At least 0; 0 when the shares
 * are equal; undefined when either side is empty.
 *
 * <p>Without any drift it is about (1/n + 1/m) times a chi-square variable with one degree of
 * freedom less than there are cells (Yurdakul 2018), so a value means nothing beside its {@link
 * #expectedWithoutDrift} and small windows must not be judged by a fixed threshold at all ({@link
 * #canJudge}).
 */
public final class PopulationStabilityIndex {

  /** The smallest share a cell is given. */
  public static final double FLOOR = 1e-4;

  private static final double FALSE_VERDICT = 0.001;

  private PopulationStabilityIndex() {}

  /** The index with the usual {@link #FLOOR}. */
  public static OptionalDouble of(long[] reference, long[] current) {
    return of(reference, current, FLOOR);
  }

  /**
   * The index with each share raised to at least {@code floor}; infinite for floor 0 and a cell
   * that is empty on one side only.
   */
  public static OptionalDouble of(long[] reference, long[] current, double floor) {
    if (!(floor >= 0)) {
      throw new IllegalArgumentException("floor " + floor + " is negative");
    }
    HistogramPair pair = HistogramPair.of(reference, current);
    if (pair.oneSideIsEmpty()) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      double p = Math.max(pair.currentShare(cell), floor);
      double q = Math.max(pair.referenceShare(cell), floor);
      sum += p == q ? 0 : (p - q) * Math.log(p / q);
    }
    return OptionalDouble.of(sum);
  }

  /**
   * The mean of the index when nothing drifted: (cells - 1)(1/n + 1/m); undefined if n or m is 0.
   */
  public static OptionalDouble expectedWithoutDrift(int cells, long n, long m) {
    return n <= 0 || m <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((cells - 1) * (1.0 / n + 1.0 / m));
  }

  /**
   * Whether {@code n} current and {@code m} reference records are enough to compare the index with
   * {@code threshold}: without drift it would exceed the threshold in at most 1 of 1000 windows (10
   * cells and 0.2: n of about 140 against a large reference).
   */
  public static boolean canJudge(double threshold, int cells, long n, long m) {
    if (n <= 0 || m <= 0) {
      return false;
    }
    return cells < 2
        || ChiSquaredDistribution.of(cells - 1.0).inverseSurvivalProbability(FALSE_VERDICT)
                * (1.0 / n + 1.0 / m)
            <= threshold;
  }
}
