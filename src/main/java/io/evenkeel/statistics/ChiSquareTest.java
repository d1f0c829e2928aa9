package io.evenkeel.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Pearson's chi-square test that current records follow the reference. It asks whether there is any
 * change at all, so with enough records it always says yes: for display, not for alerts.
 *
 * @param statistic sum of (observed - expected)^2 / expected, at least 0
 * @param degreesOfFreedom cells kept minus 1, at least 1
 * @param pValue chance of a statistic at least as large without any change
 * @param cramersV sqrt(statistic / records), 0 to 1 for two samples: the size of the change
 */
public record ChiSquareTest(
    double statistic, int degreesOfFreedom, double pValue, double cramersV) {

  /**
   * The 2 x B table of counts without continuity correction; cells empty on both sides are dropped.
   * The reference counts are sampled too: testing against its shares as if they were known gave 25
   * % false alarms with 10,000 reference records. Undefined when a side is empty or fewer than two
   * cells are kept.
   */
  public static Optional<ChiSquareTest> twoSample(long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    int cells = pair.occupiedCells();
    if (pair.oneSideIsEmpty() || cells < 2) {
      return Optional.empty();
    }
    double all = (double) pair.referenceTotal() + pair.currentTotal();
    double sum = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      double both = (double) reference[cell] + current[cell];
      if (both > 0) {
        sum += term((double) current[cell], both * (pair.currentTotal() / all));
        sum += term((double) reference[cell], both * (pair.referenceTotal() / all));
      }
    }
    return Optional.of(of(sum, cells - 1, all));
  }

  /** {@link #twoSample} after {@link PooledCells} has pooled the thin cells. */
  public static Optional<ChiSquareTest> twoSamplePooled(long[] reference, long[] current) {
    PooledCells pooled = PooledCells.of(reference, current);
    return twoSample(pooled.reference(), pooled.current());
  }

  /**
   * Counts against known shares, all positive, which are scaled to sum to 1. Undefined without
   * records or with fewer than two cells.
   */
  public static Optional<ChiSquareTest> oneSample(long[] counts, double[] shares) {
    if (counts.length != shares.length) {
      throw new IllegalArgumentException(counts.length + " counts, " + shares.length + " shares");
    }
    double n = 0;
    double whole = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      if (counts[cell] < 0 || !(shares[cell] > 0)) {
        throw new IllegalArgumentException("cell of " + counts[cell] + " and " + shares[cell]);
      }
      n += counts[cell];
      whole += shares[cell];
    }
    if (n == 0 || counts.length < 2) {
      return Optional.empty();
    }
    double sum = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      sum += term((double) counts[cell], n * (shares[cell] / whole));
    }
    return Optional.of(of(sum, counts.length - 1, n));
  }

  private static double term(double observed, double expected) {
    return (observed - expected) * (observed - expected) / expected;
  }

  private static ChiSquareTest of(double statistic, int degreesOfFreedom, double n) {
    double pValue = ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
    return new ChiSquareTest(statistic, degreesOfFreedom, pValue, Math.sqrt(statistic / n));
  }
}
