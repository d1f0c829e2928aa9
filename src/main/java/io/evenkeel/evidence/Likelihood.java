package io.evenkeel.evidence;

/** Bernoulli log likelihoods with {@code 0 ln 0 = 0}. */
final class Likelihood {
  private Likelihood() {}

  static double xLogY(double x, double y) {
    return x == 0 ? 0.0 : x * Math.log(y);
  }

  /** Log likelihood of {@code k} successes in {@code n} at rate {@code p}. */
  static double log(double k, double n, double p) {
    return xLogY(k, p) + xLogY(n - k, 1 - p);
  }

  static double clip(double x, double low, double high) {
    return Math.min(Math.max(x, low), high);
  }
}
