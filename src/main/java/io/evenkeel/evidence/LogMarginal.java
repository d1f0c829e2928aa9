package io.evenkeel.evidence;

/**
 * Log probability of one ordered sequence under a Dirichlet mixture of its unknown rates (no
 * multinomial coefficient): what a universal predictor pays that knows only the counts.
 *
 * <p>Counts may be fractional (counts divided by a design effect); an empty sequence has log
 * probability 0. Source: Krichevsky and Trofimov 1981.
 */
public final class LogMarginal {
  private static final double LOG_GAMMA_HALF = 0.5 * Math.log(Math.PI);

  private LogMarginal() {}

  /** The Beta(1/2, 1/2) mixture of {@code k} successes in {@code n}, {@code 0 <= k <= n}. */
  public static double krichevskyTrofimov(double k, double n) {
    return LogGamma.of(k + 0.5)
        + LogGamma.of(n - k + 0.5)
        - LogGamma.of(n + 1.0)
        - 2.0 * LOG_GAMMA_HALF;
  }

  /**
   * The Dirichlet(a, ..., a) mixture of the counts, {@code a > 0}; with two counts the
   * beta-binomial sequence.
   */
  public static double dirichlet(double[] counts, double a) {
    double total = 0.0;
    double cells = 0.0;
    double logGammaOfPrior = LogGamma.of(a);
    for (double count : counts) {
      total += count;
      cells += LogGamma.of(count + a) - logGammaOfPrior;
    }
    double prior = a * counts.length;
    return LogGamma.of(prior) - LogGamma.of(total + prior) + cells;
  }
}
