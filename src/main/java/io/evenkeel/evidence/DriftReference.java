package io.evenkeel.evidence;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The reference distribution of one feature in one slice: smoothed proportions of its cells and the
 * number of records they come from. Immutable.
 *
 * <p>Numeric features have their quantile cells first, in order, then cells without an order
 * (MISSING). Categorical features have only the latter: categories, OTHER, NEW, MISSING.
 */
public final class DriftReference {
  /** A reference that needs this much room or more cannot tell a change from its own error. */
  static final double TOO_WIDE = 0.5;

  private static final double MISS = 0.05;

  private final double[] proportions;
  private final double records;
  private final int numericCells;

  private DriftReference(double[] proportions, double records, int numericCells) {
    if (proportions.length < 2 || numericCells < 0 || numericCells > proportions.length) {
      throw new IllegalArgumentException(
          "a reference needs two cells: "
              + proportions.length
              + " with "
              + numericCells
              + " numeric");
    }
    if (!(records > 0)) {
      throw new IllegalArgumentException("a reference needs records: " + records);
    }
    this.proportions = proportions;
    this.records = records;
    this.numericCells = numericCells;
  }

  /**
   * A numeric feature: counts of {@code numericCells} ordered cells, then of the cells without an
   * order.
   */
  public static DriftReference numeric(long[] counts, int numericCells) {
    return new DriftReference(smoothed(counts), total(counts), numericCells);
  }

  /**
   * A categorical feature; the count of the NEW cell comes from {@link NewCategories}, never 0 when
   * categories were seen once.
   */
  public static DriftReference categorical(long[] counts) {
    return new DriftReference(smoothed(counts), total(counts), 0);
  }

  /** Known proportions of {@code records} records; infinite records mean they are exact. */
  public static DriftReference ofProportions(
      double[] proportions, double records, int numericCells) {
    return new DriftReference(proportions.clone(), records, numericCells);
  }

  private static double total(long[] counts) {
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** Jeffreys: half a record in every cell. */
  private static double[] smoothed(long[] counts) {
    double total = total(counts);
    double[] smoothed = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw new IllegalArgumentException("a count is negative: " + counts[i]);
      }
      smoothed[i] = (counts[i] + 0.5) / (total + 0.5 * counts.length);
    }
    return smoothed;
  }

  /**
   * The total variation a pane may keep from this reference when {@code tolerance} is tolerated:
   * the margin covers the error of a finite reference, for all {@code streams} drift streams of the
   * model together with probability about 0.95. Empty (INSUFFICIENT) when the sum reaches one half.
   */
  public OptionalDouble effectiveTolerance(double tolerance, long streams) {
    if (streams < 1) {
      throw new IllegalArgumentException("streams must be at least 1: " + streams);
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(MISS / streams);
    double effective = tolerance + noise(0.0) + 0.30 * (z + 0.5) / Math.sqrt(records);
    return effective < TOO_WIDE ? OptionalDouble.of(effective) : OptionalDouble.empty();
  }

  /**
   * The total variation expected between this reference and {@code n} records without any drift; n
   * = 0 leaves them out.
   */
  double noise(double n) {
    double perRecord = 1 / records + (n > 0 ? 1 / n : 0.0);
    double noise = 0.0;
    for (double q : proportions) {
      noise += Math.sqrt(2 * q * (1 - q) / Math.PI * perRecord);
    }
    return noise / 2;
  }

  /** The total variation of counts from this reference. */
  double distance(double[] counts, double n) {
    double distance = 0.0;
    for (int i = 0; i < counts.length; i++) {
      distance += Math.abs(counts[i] / n - proportions[i]);
    }
    return distance / 2;
  }

  /** Number of cells. */
  public int cells() {
    return proportions.length;
  }

  /** Records behind the proportions. */
  public double records() {
    return records;
  }

  int numericCells() {
    return numericCells;
  }

  double[] proportions() {
    return Arrays.copyOf(proportions, proportions.length);
  }
}
