package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Total variation distance 1/2 sum |p - q|: the share of records that would have to change cell. 0
 * (equal shares) to 1 (no common cell); undefined when either side is empty.
 */
public final class TotalVariation {

  private TotalVariation() {}

  /** The plain distance, biased upward by sampling noise. */
  public static OptionalDouble of(long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    if (pair.oneSideIsEmpty()) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      sum += Math.abs(pair.currentShare(cell) - pair.referenceShare(cell));
    }
    return OptionalDouble.of(Math.min(1, sum / 2));
  }

  /** The distance of two sets of shares over the same cells, each summing to 1. */
  public static double ofShares(double[] reference, double[] current) {
    if (reference.length != current.length) {
      throw new IllegalArgumentException(
          reference.length + " reference cells, " + current.length + " current cells");
    }
    double sum = 0;
    for (int cell = 0; cell < reference.length; cell++) {
      sum += Math.abs(current[cell] - reference[cell]);
    }
    return sum / 2;
  }

  /**
   * What the plain distance is on average when nothing drifted: 1/2 sum sqrt(2 q (1 - q) (1/n +
   * 1/m) / pi), the mean absolute deviation of normal noise in each cell.
   */
  public static OptionalDouble expectedWithoutDrift(long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    if (pair.oneSideIsEmpty()) {
      return OptionalDouble.empty();
    }
    double noise = 1.0 / pair.currentTotal() + 1.0 / pair.referenceTotal();
    double sum = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      double q = pair.referenceShare(cell);
      sum += Math.sqrt(2 * q * (1 - q) / Math.PI * noise);
    }
    return OptionalDouble.of(sum / 2);
  }

  /** The plain distance less {@link #expectedWithoutDrift}, at least 0. */
  public static OptionalDouble biasCorrected(long[] reference, long[] current) {
    OptionalDouble plain = of(reference, current);
    return plain.isEmpty()
        ? plain
        : OptionalDouble.of(
            Math.max(
                0, plain.getAsDouble() - expectedWithoutDrift(reference, current).getAsDouble()));
  }
}
