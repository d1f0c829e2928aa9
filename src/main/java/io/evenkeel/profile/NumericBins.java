package io.evenkeel.profile;

import io.evenkeel.monitor.FeatureType;
import io.evenkeel.summary.Quantity;
import java.util.Arrays;

/**
 * Cells of a numeric feature: {@code (-inf, c1), [c1, c2), ..., [ck, inf)} and one for missing
 * values.
 *
 * <p>The cuts are distinct quantiles of the reference, so they never depend on current data.
 */
public final class NumericBins implements FeatureBins {
  private final String feature;
  private final double[] cuts;
  private final double min;
  private final double max;
  private final Quantity quantity;

  private NumericBins(String feature, double[] cuts, double min, double max, Quantity quantity) {
    this.feature = feature;
    this.cuts = cuts;
    this.min = min;
    this.max = max;
    this.quantity = quantity;
  }

  /**
   * Bins with these inner edges.
   *
   * @param cuts finite and strictly increasing; may be empty
   * @param min smallest reference value
   * @param max largest reference value
   */
  public static NumericBins of(String feature, double[] cuts, double min, double max) {
    return of(feature, cuts, min, max, Quantity.ofRange(min, max));
  }

  /** Bins with a given fixed-point scale, as read back from a profile. */
  public static NumericBins of(
      String feature, double[] cuts, double min, double max, Quantity quantity) {
    for (int i = 0; i < cuts.length; i++) {
      if (!Double.isFinite(cuts[i]) || (i > 0 && !(cuts[i] > cuts[i - 1]))) {
        throw new IllegalArgumentException(
            "cuts of " + feature + " must be finite and increasing, got " + Arrays.toString(cuts));
      }
    }
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "range of " + feature + " is empty: " + min + " to " + max);
    }
    return new NumericBins(feature, cuts.clone(), min, max, quantity);
  }

  @Override
  public String feature() {
    return feature;
  }

  @Override
  public FeatureType type() {
    return FeatureType.NUMERIC;
  }

  @Override
  public int cells() {
    return cuts.length + 2;
  }

  @Override
  public int missingCell() {
    return cuts.length + 1;
  }

  /** The cell of a finite value. */
  public int cell(double value) {
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

  /** Inner edges, increasing. */
  public double[] cuts() {
    return cuts.clone();
  }

  /** Smallest reference value. */
  public double min() {
    return min;
  }

  /** Largest reference value. */
  public double max() {
    return max;
  }

  /** The unit of sums of this feature. */
  public Quantity quantity() {
    return quantity;
  }

  @Override
  public String cellName(int cell) {
    if (cell == missingCell()) {
      return "missing";
    }
    String from = cell == 0 ? "-inf" : Double.toString(cuts[cell - 1]);
    String to = cell == cuts.length ? "inf" : Double.toString(cuts[cell]);
    return (cell == 0 ? "(" : "[") + from + ", " + to + ")";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumericBins bins
        && feature.equals(bins.feature)
        && Arrays.equals(cuts, bins.cuts)
        && min == bins.min
        && max == bins.max
        && quantity.equals(bins.quantity);
  }

  @Override
  public int hashCode() {
    return feature.hashCode() * 31 + Arrays.hashCode(cuts);
  }

  @Override
  public String toString() {
    return feature + " " + Arrays.toString(cuts);
  }
}
