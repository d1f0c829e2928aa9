package io.evenkeel.evidence;

import java.util.Optional;

/**
 * Two-sided 95 % intervals of pooled counts: Wilson for a rate, Newcombe's hybrid for a difference
 * and for a ratio.
 */
final class Intervals {
  private static final double Z = 1.959963984540054;

  private Intervals() {}

  /** Wilson's interval as {lower, upper}. */
  static double[] wilson(double sum, double records) {
    double rate = sum / records;
    double shrink = 1 + Z * Z / records;
    double centre = (rate + Z * Z / (2 * records)) / shrink;
    double half =
        Z * Math.sqrt(rate * (1 - rate) / records + Z * Z / (4 * records * records)) / shrink;
    return new double[] {Math.max(0.0, centre - half), Math.min(1.0, centre + half)};
  }

  /** A rate with Wilson's interval, of {sum, records}. */
  static Optional<Estimate> rate(double[] counts) {
    if (counts[1] == 0) {
      return Optional.empty();
    }
    double[] interval = wilson(counts[0], counts[1]);
    return Optional.of(new Estimate(counts[0] / counts[1], interval[0], interval[1], counts[1]));
  }

  /**
   * Group minus reference with Newcombe's interval (1998, method 10), of {sum, records, reference
   * sum, reference records}.
   */
  static Optional<Estimate> difference(double[] counts) {
    if (counts[1] == 0 || counts[3] == 0) {
      return Optional.empty();
    }
    double group = counts[0] / counts[1];
    double reference = counts[2] / counts[3];
    double[] a = wilson(counts[0], counts[1]);
    double[] b = wilson(counts[2], counts[3]);
    double gap = group - reference;
    return Optional.of(
        new Estimate(
            gap,
            gap - Math.hypot(group - a[0], b[1] - reference),
            gap + Math.hypot(a[1] - group, reference - b[0]),
            counts[1] + counts[3]));
  }

  /**
   * Group over reference with the hybrid interval for ratios (Donner and Zou 2012) from Wilson's
   * limits; empty when the reference has no successes, without an upper limit when the reference
   * may be 0.
   */
  static Optional<Estimate> ratio(double[] counts) {
    if (counts[1] == 0 || counts[3] == 0 || counts[2] == 0) {
      return Optional.empty();
    }
    double group = counts[0] / counts[1];
    double reference = counts[2] / counts[3];
    double[] a = wilson(counts[0], counts[1]);
    double[] b = wilson(counts[2], counts[3]);
    double product = group * reference;
    double lowerRoot =
        product * product - a[0] * b[1] * (2 * group - a[0]) * (2 * reference - b[1]);
    double lower = (product - Math.sqrt(Math.max(0, lowerRoot))) / (b[1] * (2 * reference - b[1]));
    double upperRoot =
        product * product - a[1] * b[0] * (2 * group - a[1]) * (2 * reference - b[0]);
    double upper = (product + Math.sqrt(Math.max(0, upperRoot))) / (b[0] * (2 * reference - b[0]));
    boolean bounded = 2 * reference - b[1] > 0 && b[0] > 0;
    return Optional.of(
        new Estimate(
            group / reference,
            bounded ? Math.max(0.0, lower) : null,
            bounded ? upper : null,
            counts[1] + counts[3]));
  }
}
