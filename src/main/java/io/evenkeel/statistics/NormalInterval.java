package io.evenkeel.statistics;

/** The interval of an estimate that is about normal with a known standard error. */
public final class NormalInterval {

  private NormalInterval() {}

  /** {@code estimate} plus and minus z standard errors at level 1 - {@code alpha}. */
  public static Interval around(double estimate, double standardError, double alpha) {
    return around(new Interval(estimate, estimate), standardError, alpha);
  }

  /** The same around an estimate that is itself only known to lie within {@code bounds}. */
  public static Interval around(Interval bounds, double standardError, double alpha) {
    double reach = StandardNormal.twoSidedCritical(alpha) * standardError;
    return new Interval(bounds.lower() - reach, bounds.upper() + reach);
  }
}
