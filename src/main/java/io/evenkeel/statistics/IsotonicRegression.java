package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Weighted isotonic regression: the non-decreasing function with the least squared error, by
 * pooling adjacent violators (Ayer et al. 1955). Linear between the points, constant outside them.
 * Used to calibrate scores: a point is a score bin, its value the share of positives, its weight
 * the count.
 */
public final class IsotonicRegression {

  private final double[] knots;
  private final double[] values;

  private IsotonicRegression(double[] knots, double[] values) {
    this.knots = knots;
    this.values = values;
  }

  /**
   * A fitted function, for example read from a stored profile.
   *
   * @param knots strictly increasing, at least one
   * @param values non-decreasing, one per knot
   */
  public static IsotonicRegression of(double[] knots, double[] values) {
    if (knots.length == 0 || knots.length != values.length) {
      throw new IllegalArgumentException(knots.length + " knots, " + values.length + " values");
    }
    for (int i = 1; i < knots.length; i++) {
      if (!(knots[i - 1] < knots[i] && values[i - 1] <= values[i])) {
        throw new IllegalArgumentException(
            "knots " + Arrays.toString(knots) + " values " + Arrays.toString(values));
      }
    }
    return new IsotonicRegression(knots.clone(), values.clone());
  }

  /**
   * Fits points in any order; points with equal x are first replaced by their weighted mean.
   *
   * @param weight 0 (the point is left out) or more, not all 0
   */
  public static IsotonicRegression fit(double[] x, double[] y, double[] weight) {
    if (x.length == 0 || x.length != y.length || x.length != weight.length) {
      throw new IllegalArgumentException(
          x.length + " points, " + y.length + " values, " + weight.length + " weights");
    }
    int[] order =
        IntStream.range(0, x.length)
            .filter(i -> weight[i] != 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    // A block is a run of points with one value: its first and last x, its mean and its weight.
    double[] first = new double[x.length];
    double[] last = new double[x.length];
    double[] mean = new double[x.length];
    double[] mass = new double[x.length];
    int blocks = 0;
    int from = 0;
    while (from < order.length) {
      double at = x[order[from]];
      double sum = 0;
      double total = 0;
      for (; from < order.length && x[order[from]] == at; from++) {
        int i = order[from];
        if (!(weight[i] > 0) || Double.isNaN(y[i])) {
          throw new IllegalArgumentException("point " + x[i] + ", " + y[i] + ", " + weight[i]);
        }
        sum += weight[i] * y[i];
        total += weight[i];
      }
      first[blocks] = at;
      last[blocks] = at;
      mean[blocks] = sum / total;
      mass[blocks++] = total;
      while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]) {
        double both = mass[blocks - 2] + mass[blocks - 1];
        mean[blocks - 2] += (mean[blocks - 1] - mean[blocks - 2]) * (mass[blocks - 1] / both);
        mass[blocks - 2] = both;
        last[blocks - 2] = last[blocks - 1];
        blocks--;
      }
    }
    if (blocks == 0) {
      throw new IllegalArgumentException("every point has weight 0");
    }
    return ofBlocks(first, last, mean, blocks);
  }

  private static IsotonicRegression ofBlocks(
      double[] first, double[] last, double[] mean, int blocks) {
    double[] knots = new double[2 * blocks];
    double[] values = new double[2 * blocks];
    int size = 0;
    for (int block = 0; block < blocks; block++) {
      knots[size] = first[block];
      values[size++] = mean[block];
      if (last[block] > first[block]) {
        knots[size] = last[block];
        values[size++] = mean[block];
      }
    }
    return new IsotonicRegression(Arrays.copyOf(knots, size), Arrays.copyOf(values, size));
  }

  /** The fitted value at {@code x}; the end values outside the points. */
  public double at(double x) {
    if (Double.isNaN(x)) {
      throw new IllegalArgumentException("NaN");
    }
    int index = Arrays.binarySearch(knots, x + 0.0);
    if (index >= 0) {
      return values[index];
    }
    int above = -index - 1;
    if (above == 0 || above == knots.length) {
      return values[above == 0 ? 0 : above - 1];
    }
    double share = (x - knots[above - 1]) / (knots[above] - knots[above - 1]);
    return values[above - 1] + share * (values[above] - values[above - 1]);
  }

  /** The x of the stored points, strictly increasing. */
  public double[] knots() {
    return knots.clone();
  }

  /** The fitted values at the {@link #knots}. */
  public double[] values() {
    return values.clone();
  }
}
