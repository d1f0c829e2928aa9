package io.evenkeel.statistics;

import java.util.Arrays;

/**
 * Number, mean vector and matrix of summed cross products of deviations of several variables;
 * merged as {@link Moments} are, and exact to rounding in any order.
 */
public final class SecondMoments {

  private final long n;
  private final double[] mean;
  private final double[][] products;

  private SecondMoments(long n, double[] mean, double[][] products) {
    this.n = n;
    this.mean = mean;
    this.products = products;
  }

  /** No row yet, of {@code dimensions} variables; the identity of {@link #plus}. */
  public static SecondMoments empty(int dimensions) {
    return new SecondMoments(0, new double[dimensions], new double[dimensions][dimensions]);
  }

  /** From a plain sum of rows z and of z z^T, as windows keep them for standardised variables. */
  public static SecondMoments ofSums(long n, double[] sum, double[][] sumOfProducts) {
    int d = sum.length;
    if (n == 0) {
      return empty(d);
    }
    double[] mean = Arrays.stream(sum).map(s -> s / n).toArray();
    double[][] products = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        products[i][j] = sumOfProducts[i][j] - sum[i] * mean[j];
      }
    }
    return new SecondMoments(n, mean, products);
  }

  /** The moments of the rows, each with {@code dimensions} values. */
  public static SecondMoments of(int dimensions, double[]... rows) {
    SecondMoments sum = empty(dimensions);
    for (double[] row : rows) {
      sum = sum.plus(new SecondMoments(1, row.clone(), new double[dimensions][dimensions]));
    }
    return sum;
  }

  /** Both sets of rows together. */
  public SecondMoments plus(SecondMoments other) {
    int d = mean.length;
    if (other.mean.length != d) {
      throw new IllegalArgumentException(d + " dimensions plus " + other.mean.length);
    }
    if (n == 0 || other.n == 0) {
      return n == 0 ? other : this;
    }
    double share = other.n / ((double) n + other.n);
    double[] merged = new double[d];
    double[][] cross = new double[d][d];
    for (int i = 0; i < d; i++) {
      double delta = other.mean[i] - mean[i];
      merged[i] = mean[i] + delta * share;
      for (int j = 0; j < d; j++) {
        double between = delta * (other.mean[j] - mean[j]) * n * share;
        cross[i][j] = products[i][j] + other.products[i][j] + between;
      }
    }
    return new SecondMoments(Math.addExact(n, other.n), merged, cross);
  }

  /** Number of rows. */
  public long n() {
    return n;
  }

  /** Number of variables. */
  public int dimensions() {
    return mean.length;
  }

  /** Mean of variable {@code i}; 0 without rows. */
  public double mean(int i) {
    return mean[i];
  }

  /** Population covariance of variables {@code i} and {@code j}; 0 without rows. */
  public double covariance(int i, int j) {
    return n == 0 ? 0 : products[i][j] / n;
  }
}
