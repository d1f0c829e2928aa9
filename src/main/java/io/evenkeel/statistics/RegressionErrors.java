package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Errors of a regression model, error = prediction minus truth, from mergeable moments. Every value
 * is undefined without pairs.
 *
 * @param error moments of the signed error
 * @param absoluteError moments of the absolute error
 * @param truth moments of the true value
 * @param dropped pairs left out because a side was missing
 */
public record RegressionErrors(Moments error, Moments absoluteError, Moments truth, long dropped) {

  /** No pair yet; the identity of the merge. */
  public static final RegressionErrors EMPTY =
      new RegressionErrors(Moments.EMPTY, Moments.EMPTY, Moments.EMPTY, 0);

  public RegressionErrors {
    if (error.n() != absoluteError.n() || error.n() != truth.n() || dropped < 0) {
      throw new IllegalArgumentException(
          error.n() + " errors, " + absoluteError.n() + ", " + truth.n() + ", " + dropped);
    }
  }

  /** These pairs and one more; dropped when either value is NaN. */
  public RegressionErrors plus(double trueValue, double predicted) {
    if (Double.isNaN(trueValue) || Double.isNaN(predicted)) {
      return new RegressionErrors(error, absoluteError, truth, dropped + 1);
    }
    double difference = predicted - trueValue;
    return new RegressionErrors(
        error.plus(difference),
        absoluteError.plus(Math.abs(difference)),
        truth.plus(trueValue),
        dropped);
  }

  /** Both sets of pairs together. */
  public RegressionErrors plus(RegressionErrors other) {
    return new RegressionErrors(
        error.plus(other.error),
        absoluteError.plus(other.absoluteError),
        truth.plus(other.truth),
        Math.addExact(dropped, other.dropped));
  }

  /** Number of pairs. */
  public long n() {
    return error.n();
  }

  /** Mean of |error|. */
  public OptionalDouble meanAbsoluteError() {
    return absoluteError.average();
  }

  /** Mean of error^2. */
  public OptionalDouble meanSquaredError() {
    return error.meanSquare();
  }

  /** The square root of the mean of error^2, in the unit of the value. */
  public OptionalDouble rootMeanSquaredError() {
    return n() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(meanSquaredError().getAsDouble()));
  }

  /** Mean error: above 0 = predicts too much. */
  public OptionalDouble bias() {
    return error.average();
  }

  /** Population standard deviation of the error around its bias. */
  public OptionalDouble residualStandardDeviation() {
    return error.standardDeviation();
  }

  /**
   * R^2 = 1 - SSE / SST, at most 1, below 0 when the mean of the truth predicts better; undefined
   * with fewer than two pairs or a constant truth.
   */
  public OptionalDouble rSquared() {
    return n() < 2 || truth.squaredDeviations() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - meanSquaredError().getAsDouble() * n() / truth.squaredDeviations());
  }
}
