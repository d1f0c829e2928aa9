package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Two-sample Kolmogorov-Smirnov distance, the largest difference of the two distribution functions.
 *
 * @param lower the distance at the bin ends, 0 to 1: the distance of the raw values is not smaller
 * @param upper the distance of the raw values is not larger; equals {@code lower} for raw values
 * @param pValue Kolmogorov's asymptotic p value of {@code lower}: conservative for binned values
 */
public record KolmogorovSmirnov(double lower, double upper, double pValue) {

  /**
   * From counts over bins in increasing order of the value. The upper bound assumes the records of
   * each bin in the worst order. Undefined when either side is empty.
   */
  public static Optional<KolmogorovSmirnov> ofBins(long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    if (pair.oneSideIsEmpty()) {
      return Optional.empty();
    }
    double n = pair.currentTotal();
    double m = pair.referenceTotal();
    long currentBelow = 0;
    long referenceBelow = 0;
    double lower = 0;
    double upper = 0;
    for (int bin = 0; bin < pair.cells(); bin++) {
      double before = currentBelow / n - referenceBelow / m;
      upper = Math.max(upper, before + pair.currentShare(bin));
      upper = Math.max(upper, pair.referenceShare(bin) - before);
      currentBelow += current[bin];
      referenceBelow += reference[bin];
      lower = Math.max(lower, Math.abs(currentBelow / n - referenceBelow / m));
    }
    return Optional.of(of(lower, Math.min(1, Math.max(lower, upper)), n, m));
  }

  /** From raw values, ties allowed. Undefined when either side is empty. */
  public static Optional<KolmogorovSmirnov> ofValues(double[] reference, double[] current) {
    if (reference.length == 0 || current.length == 0) {
      return Optional.empty();
    }
    double[] q = reference.clone();
    double[] p = current.clone();
    Arrays.sort(q);
    Arrays.sort(p);
    if (Double.isNaN(q[q.length - 1]) || Double.isNaN(p[p.length - 1])) {
      throw new IllegalArgumentException("NaN among the values");
    }
    double distance = 0;
    int i = 0;
    int j = 0;
    while (i < p.length && j < q.length) {
      double value = Math.min(p[i], q[j]);
      while (i < p.length && p[i] <= value) {
        i++;
      }
      while (j < q.length && q[j] <= value) {
        j++;
      }
      distance = Math.max(distance, Math.abs((double) i / p.length - (double) j / q.length));
    }
    return Optional.of(of(distance, distance, p.length, q.length));
  }

  private static KolmogorovSmirnov of(double lower, double upper, double n, double m) {
    return new KolmogorovSmirnov(lower, upper, survival(Math.sqrt(n * m / (n + m)) * lower));
  }

  /**
   * The chance that Kolmogorov's limiting variable exceeds {@code x}: 2 sum (-1)^(k-1) exp(-2 k^2
   * x^2), or for small x the equivalent theta series, which converges where the first does not.
   */
  static double survival(double x) {
    if (x < 0.04) {
      return 1;
    }
    double sum = 0;
    if (x < 1.18) {
      for (int k = 1; k <= 9; k += 2) {
        sum += Math.exp(-k * k * Math.PI * Math.PI / (8 * x * x));
      }
      return 1 - Math.sqrt(2 * Math.PI) / x * sum;
    }
    for (int k = 1; k <= 6; k++) {
      sum += (k % 2 == 1 ? 1 : -1) * Math.exp(-2.0 * k * k * x * x);
    }
    return 2 * sum;
  }
}
