package io.evenkeel.statistics;

import java.util.Optional;

/**
 * Spiegelhalter's (1986) test of calibration: z = sum (y - p)(1 - 2 p) / sqrt(sum (1 - 2 p)^2 p (1
 * - p)), standard normal for a calibrated model. It is the Brier score less its expectation and
 * blind to errors that are symmetric around one half.
 *
 * @param z above 0 = the Brier score is worse than the probabilities promise
 * @param pValue two-sided
 */
public record SpiegelhalterZ(double z, double pValue) {

  /** What one record adds to the numerator. */
  public static double numerator(boolean positive, double p) {
    return ((positive ? 1 : 0) - p) * (1 - 2 * p);
  }

  /** What one record adds to the variance. */
  public static double variance(double p) {
    return (1 - 2 * p) * (1 - 2 * p) * p * (1 - p);
  }

  /** The test from both sums; undefined when the variance is 0 (every p is 0, 1/2 or 1). */
  public static Optional<SpiegelhalterZ> of(double sumOfNumerators, double sumOfVariances) {
    if (!(sumOfVariances > 0)) {
      return Optional.empty();
    }
    double z = sumOfNumerators / Math.sqrt(sumOfVariances);
    return Optional.of(new SpiegelhalterZ(z, StandardNormal.twoSidedPValue(z)));
  }
}
