package io.evenkeel.statistics;

import java.util.Optional;

/**
 * A mean and how well it is known.
 *
 * @param mean the mean
 * @param n records behind it, as many as they count for
 * @param variance sampling variance of the mean, at least 0: s^2 / n with the n - 1 divisor
 */
public record MeanEstimate(double mean, double n, double variance) {

  /** From sums; undefined with fewer than two records. */
  public static Optional<MeanEstimate> of(long n, double sum, double sumOfSquares) {
    return of(n, sum, sumOfSquares, 1);
  }

  /**
   * From sums over records that each stand for {@code weight} ones but tell only as much as one.
   * Undefined when they tell less than two.
   */
  public static Optional<MeanEstimate> of(long n, double sum, double sumOfSquares, double weight) {
    double records = n / weight;
    if (!(records >= 2)) {
      return Optional.empty();
    }
    double mean = sum / n;
    double spread = Math.max(0, sumOfSquares / n - mean * mean);
    return Optional.of(new MeanEstimate(mean, records, spread / (records - 1)));
  }

  /** The normal interval at level 1 - {@code alpha}. */
  public Interval interval(double alpha) {
    return NormalInterval.around(mean, Math.sqrt(variance), alpha);
  }

  /** This mean minus another of other records: the variances add (Welch). */
  public MeanEstimate minus(MeanEstimate other) {
    return new MeanEstimate(mean - other.mean, n + other.n, variance + other.variance);
  }
}
