package io.evenkeel.statistics;

import java.util.Optional;

/**
 * The hybrid interval of a ratio of two independent proportions (Donner and Zou 2012): it combines
 * the two Wilson intervals as {@link NewcombeInterval} does for a difference.
 */
public final class RatioInterval {

  private RatioInterval() {}

  /**
   * The two-sided interval of {@code group} over {@code reference} at level 1 - {@code alpha};
   * undefined when either has no trials, when the reference has no successes, and when it has so
   * few that it may as well be 0.
   */
  public static Optional<Interval> of(Proportion group, Proportion reference, double alpha) {
    Optional<Interval> wilsonGroup = WilsonInterval.of(group, alpha);
    Optional<Interval> wilsonReference = WilsonInterval.of(reference, alpha);
    if (wilsonGroup.isEmpty() || wilsonReference.isEmpty() || reference.successes() == 0) {
      return Optional.empty();
    }
    double p1 = group.value().getAsDouble();
    double p2 = reference.value().getAsDouble();
    Interval a = wilsonGroup.get();
    Interval b = wilsonReference.get();
    if (!(b.lower() > 0 && 2 * p2 > b.upper())) {
      return Optional.empty();
    }
    double lower = end(p1, p2, a.lower(), b.upper(), -1);
    double upper = end(p1, p2, a.upper(), b.lower(), 1);
    return Optional.of(new Interval(Math.max(0, lower), upper));
  }

  private static double end(double p1, double p2, double own, double other, int side) {
    double product = p1 * p2;
    double spread = other * (2 * p2 - other);
    double root = Math.sqrt(Math.max(0, product * product - own * (2 * p1 - own) * spread));
    return (product + side * root) / spread;
  }
}
