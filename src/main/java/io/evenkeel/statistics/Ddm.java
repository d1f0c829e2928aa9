package io.evenkeel.statistics;

/**
 * Drift detection method (Gama et al. 2004) on a stream of errors (1 = wrong), with MOA's
 * semantics: with error rate p and s = sqrt(p (1 - p) / i), remember the smallest p + s; warn when
 * p + s exceeds pmin + warning smin and signal drift beyond pmin + drift smin. After a drift it
 * starts afresh. For compatibility: it misses slow and small changes. An immutable value.
 *
 * @param settings its limits
 * @param n values since the reset, plus 1
 * @param rate error rate since the reset
 * @param bestRate the p of the smallest p + s
 * @param bestDeviation the s of the smallest p + s
 * @param signal what the last value led to
 */
public record Ddm(
    Settings settings, long n, double rate, double bestRate, double bestDeviation, Signal signal) {

  /** What a value led to. */
  public enum Signal {
    NONE,
    WARNING,
    DRIFT
  }

  /**
   * The limits of the method.
   *
   * @param minimum no decision before this many values (30)
   * @param warning multiple of the deviation for a warning (2)
   * @param drift multiple of the deviation for a drift (3)
   */
  public record Settings(int minimum, double warning, double drift) {

    /** The limits of the paper. */
    public static final Settings STANDARD = new Settings(30, 2, 3);
  }

  /** The state before the first value. */
  public static Ddm start(Settings settings) {
    return new Ddm(settings, 1, 1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Signal.NONE);
  }

  /** The state after {@code error}, 0 to 1. */
  public Ddm next(double error) {
    if (!(error >= 0 && error <= 1)) {
      throw new IllegalArgumentException("error " + error);
    }
    return signal == Signal.DRIFT ? start(settings).after(error) : after(error);
  }

  private Ddm after(double error) {
    double p = rate + (error - rate) / n;
    double s = Math.sqrt(p * (1 - p) / n);
    long following = n + 1;
    if (following < settings.minimum) {
      return new Ddm(settings, following, p, bestRate, bestDeviation, Signal.NONE);
    }
    boolean best = p + s <= bestRate + bestDeviation;
    double pMin = best ? p : bestRate;
    double sMin = best ? s : bestDeviation;
    Signal next = Signal.NONE;
    if (following > settings.minimum && p + s > pMin + settings.drift * sMin) {
      next = Signal.DRIFT;
    } else if (p + s > pMin + settings.warning * sMin) {
      next = Signal.WARNING;
    }
    return new Ddm(settings, following, p, pMin, sMin, next);
  }
}
