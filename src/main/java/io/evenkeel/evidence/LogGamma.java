package io.evenkeel.evidence;

/**
 * Natural logarithm of the gamma function for positive arguments, by Stirling's series (relative
 * error near 1e-15).
 */
final class LogGamma {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  /** From here on eight terms of the asymptotic series are exact to the last bit of a double. */
  private static final double ASYMPTOTIC_FROM = 12.0;

  private LogGamma() {}

  /** {@code ln Gamma(x)} for {@code x > 0}; throws for anything else. */
  static double of(double x) {
    if (!(x > 0)) {
      throw new IllegalArgumentException("x must be positive: " + x);
    }
    double shifted = x;
    double product = 1.0;
    while (shifted < ASYMPTOTIC_FROM) {
      product *= shifted;
      shifted += 1.0;
    }
    double value =
        (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + remainder(shifted);
    return value - Math.log(product);
  }

  private static double remainder(double x) {
    double y = 1.0 / (x * x);
    double series = -3617.0 / 122400.0;
    series = series * y + 1.0 / 156.0;
    series = series * y - 691.0 / 360360.0;
    series = series * y + 1.0 / 1188.0;
    series = series * y - 1.0 / 1680.0;
    series = series * y + 1.0 / 1260.0;
    series = series * y - 1.0 / 360.0;
    series = series * y + 1.0 / 12.0;
    return series / x;
  }
}
