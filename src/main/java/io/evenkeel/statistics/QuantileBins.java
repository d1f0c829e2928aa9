package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Cells of a numeric feature cut at quantiles of the reference: (-inf, c1), [c1, c2), ..., [c_last,
 * +inf). Frozen with the reference, so that histograms of different windows merge by adding and
 * never depend on current data. Missing values are no business of these cells.
 */
public final class QuantileBins {

  private final double[] cuts;
  private final double minimum;
  private final double maximum;

  private QuantileBins(double[] cuts, double minimum, double maximum) {
    this.cuts = cuts;
    this.minimum = minimum;
    this.maximum = maximum;
  }

  /**
   * Given cuts, for example read from a stored profile.
   *
   * @param cuts strictly increasing
   * @param minimum smallest value of the reference
   * @param maximum largest value of the reference
   */
  public static QuantileBins of(double[] cuts, double minimum, double maximum) {
    for (int i = 0; i < cuts.length; i++) {
      if (Double.isNaN(cuts[i]) || (i > 0 && !(cuts[i - 1] < cuts[i]))) {
        throw new IllegalArgumentException("cuts " + Arrays.toString(cuts));
      }
    }
    return new QuantileBins(cuts.clone(), minimum, maximum);
  }

  /**
   * Cuts at the k/{@code bins} quantiles of {@code reference} (NumPy's "linear" method), k = 1 to
   * bins - 1. Equal quantiles collapse into one cut, so ties may leave fewer cells. An empty
   * reference gives one cell and every value out of range.
   */
  public static QuantileBins ofReference(double[] reference, int bins) {
    double[] sorted = sorted(reference);
    return ofSorted(sorted, quantiles(sorted, bins));
  }

  /**
   * As {@link #ofReference}, and every value that holds more than one {@code bins}-th of the
   * reference gets a cell of its own, [v, next double): a spike at zero that moves to 0.01 is
   * drift.
   */
  public static QuantileBins ofReferenceWithHeavyValues(double[] reference, int bins) {
    double[] sorted = sorted(reference);
    DoubleStream.Builder cuts = DoubleStream.builder();
    for (int start = 0, end; start < sorted.length; start = end) {
      end = start + 1;
      while (end < sorted.length && sorted[end] == sorted[start]) {
        end++;
      }
      if ((double) (end - start) * bins > sorted.length) {
        cuts.add(sorted[start]).add(Math.nextUp(sorted[start]));
      }
    }
    return ofSorted(sorted, DoubleStream.concat(quantiles(sorted, bins), cuts.build()));
  }

  private static QuantileBins ofSorted(double[] sorted, DoubleStream cuts) {
    return new QuantileBins(
        cuts.sorted().distinct().toArray(),
        sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[0],
        sorted.length == 0 ? Double.NEGATIVE_INFINITY : sorted[sorted.length - 1]);
  }

  private static double[] sorted(double[] reference) {
    // Adding 0.0 turns -0.0 into 0.0: sort() and distinct() would tell them apart.
    double[] sorted = Arrays.stream(reference).map(value -> value + 0.0).sorted().toArray();
    if (!Arrays.stream(sorted).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a reference value is NaN or infinite");
    }
    return sorted;
  }

  private static DoubleStream quantiles(double[] sorted, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException(bins + " bins");
    }
    return DoubleStream.iterate(1, k -> k < bins && sorted.length > 0, k -> k + 1)
        .map(k -> quantile(sorted, k / bins));
  }

  /** NumPy's linear quantile of sorted values, with its two-sided interpolation. */
  static double quantile(double[] sorted, double share) {
    double position = (sorted.length - 1) * share;
    int below = (int) Math.floor(position);
    double a = sorted[below];
    double b = sorted[Math.min(below + 1, sorted.length - 1)];
    double t = position - below;
    return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
  }

  /** The cut points, strictly increasing. */
  public double[] cuts() {
    return cuts.clone();
  }

  /** Number of cells: one more than there are cuts. */
  public int cells() {
    return cuts.length + 1;
  }

  /** Smallest value of the reference. */
  public double minimum() {
    return minimum;
  }

  /** Largest value of the reference. */
  public double maximum() {
    return maximum;
  }

  /**
   * The cell of {@code value}: how many cuts are not above it.
   *
   * @throws IllegalArgumentException if {@code value} is NaN
   */
  public int cellOf(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("NaN has no cell");
    }
    int low = 0;
    int high = cuts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cuts[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether {@code value} is below everything in the reference. */
  public boolean isBelowReference(double value) {
    return value < minimum;
  }

  /** Whether {@code value} is above everything in the reference. */
  public boolean isAboveReference(double value) {
    return value > maximum;
  }
}
