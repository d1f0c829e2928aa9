package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Number, mean and sum of squared deviations of a variable, merged with the formula of Chan, Golub
 * and LeVeque (1983), which does not cancel when the mean is large beside the spread.
 *
 * <p>{@link #plus} is commutative and associative up to rounding. Where the same bytes must come
 * out in any order, keep fixed-point sums and turn them into moments at the end with {@link
 * #ofScaledSums}.
 *
 * @param n how many values, at least 0
 * @param mean their mean, 0 when there is none
 * @param squaredDeviations sum of (x - mean)^2, at least 0
 */
public record Moments(long n, double mean, double squaredDeviations) {

  /** No value yet; the identity of {@link #plus}. */
  public static final Moments EMPTY = new Moments(0, 0, 0);

  public Moments {
    if (n < 0 || Double.isNaN(mean) || !(squaredDeviations >= 0)) {
      throw new IllegalArgumentException(
          "moments of n=" + n + " mean=" + mean + " squares=" + squaredDeviations);
    }
  }

  /** The moments of some values. */
  public static Moments of(double... values) {
    Moments sum = EMPTY;
    for (double value : values) {
      sum = sum.plus(value);
    }
    return sum;
  }

  /**
   * The moments of x from sums of the scaled values s = (x - centre) / unit.
   *
   * @param sum sum of s
   * @param sumOfSquares sum of s^2
   */
  public static Moments ofScaledSums(
      long n, double sum, double sumOfSquares, double centre, double unit) {
    if (n == 0) {
      return EMPTY;
    }
    double scaledMean = sum / n;
    double deviations = Math.max(0, sumOfSquares - sum * scaledMean);
    return new Moments(n, centre + unit * scaledMean, unit * unit * deviations);
  }

  /** These values and one more (Welford 1962). */
  public Moments plus(double value) {
    double delta = value - mean;
    double next = mean + delta / (n + 1.0);
    return new Moments(n + 1, next, squaredDeviations + delta * (value - next));
  }

  /** Both sets of values together. */
  public Moments plus(Moments other) {
    if (n == 0 || other.n == 0) {
      return n == 0 ? other : this;
    }
    double all = (double) n + other.n;
    double delta = other.mean - mean;
    double between = delta * delta * n * (other.n / all);
    return new Moments(
        Math.addExact(n, other.n),
        mean + delta * (other.n / all),
        squaredDeviations + other.squaredDeviations + between);
  }

  /** The mean; undefined without values. */
  public OptionalDouble average() {
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }

  /** Sum of (x - mean)^2 / n; undefined without values. */
  public OptionalDouble variance() {
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(squaredDeviations / n);
  }

  /** Sum of (x - mean)^2 / (n - 1); undefined with fewer than two values. */
  public OptionalDouble sampleVariance() {
    return n < 2 ? OptionalDouble.empty() : OptionalDouble.of(squaredDeviations / (n - 1.0));
  }

  /** The square root of {@link #variance}. */
  public OptionalDouble standardDeviation() {
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squaredDeviations / n));
  }

  /** The mean of the squared values; undefined without values. */
  public OptionalDouble meanSquare() {
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean * mean + squaredDeviations / n);
  }
}
