package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Squared maximum mean discrepancy (Gretton et al. 2012) from sums of {@link FourierFeatures} (Zhao
 * and Meng 2015): 0 when both sides have the same distribution. A diagnostic of joint drift that no
 * single feature shows.
 */
public final class FourierMmd {

  private FourierMmd() {}

  /**
   * The plain value ||mean current - mean reference||^2, at least 0, biased upward by sampling
   * noise; undefined when either side is empty.
   */
  public static OptionalDouble biased(long m, double[] referenceSum, long n, double[] currentSum) {
    checkLengths(referenceSum, currentSum);
    if (m == 0 || n == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int i = 0; i < referenceSum.length; i++) {
      double difference = currentSum[i] / n - referenceSum[i] / m;
      sum += difference * difference;
    }
    return OptionalDouble.of(sum);
  }

  /**
   * The unbiased value, which may be negative: ||mean||^2 of either side is estimated by (||sum||^2
   * - s) / (n (n - 1)). Undefined with fewer than two records on a side.
   *
   * @param referenceSquares s of the reference: sum over records of ||phi||^2
   * @param currentSquares s of the current records
   */
  public static OptionalDouble unbiased(
      long m,
      double[] referenceSum,
      double referenceSquares,
      long n,
      double[] currentSum,
      double currentSquares) {
    checkLengths(referenceSum, currentSum);
    if (m < 2 || n < 2) {
      return OptionalDouble.empty();
    }
    double product = 0;
    for (int i = 0; i < referenceSum.length; i++) {
      product += currentSum[i] / n * (referenceSum[i] / m);
    }
    return OptionalDouble.of(
        squaredMean(n, currentSum, currentSquares)
            + squaredMean(m, referenceSum, referenceSquares)
            - 2 * product);
  }

  /**
   * The same for records that may stand for more than one each. Undefined unless both sides have
   * two different records.
   */
  public static OptionalDouble unbiased(FourierSums reference, FourierSums current) {
    if (reference.features() != current.features()) {
      throw new IllegalArgumentException(
          reference.features() + " and " + current.features() + " features");
    }
    return reference.hasPairs() && current.hasPairs()
        ? OptionalDouble.of(
            current.meanOfPairs() + reference.meanOfPairs() - 2 * reference.meanWith(current))
        : OptionalDouble.empty();
  }

  /**
   * What the features approximate: mean k(reference, reference) + mean k(current, current) - 2 mean
   * k(reference, current), k = exp(-gamma ||x - y||^2), in O((n + m)^2). To check the
   * approximation; undefined when either side is empty.
   */
  public static OptionalDouble exact(double[][] reference, double[][] current, double gamma) {
    if (reference.length == 0 || current.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        meanKernel(reference, reference, gamma)
            + meanKernel(current, current, gamma)
            - 2 * meanKernel(reference, current, gamma));
  }

  private static double squaredMean(long n, double[] sum, double squares) {
    double norm = 0;
    for (double component : sum) {
      norm += component * component;
    }
    return (norm - squares) / n / (n - 1.0);
  }

  private static double meanKernel(double[][] left, double[][] right, double gamma) {
    double sum = 0;
    for (double[] x : left) {
      for (double[] y : right) {
        double distance = 0;
        for (int i = 0; i < x.length; i++) {
          distance += (x[i] - y[i]) * (x[i] - y[i]);
        }
        sum += Math.exp(-gamma * distance);
      }
    }
    return sum / left.length / right.length;
  }

  private static void checkLengths(double[] referenceSum, double[] currentSum) {
    if (referenceSum.length != currentSum.length) {
      throw new IllegalArgumentException(
          referenceSum.length + " and " + currentSum.length + " features");
    }
  }
}
