package io.evenkeel.statistics;

import java.util.Optional;

/**
 * The square-and-add interval of a difference of two independent proportions (Newcombe 1998, method
 * 10): it combines the two Wilson intervals, stays inside [-1, 1] and needs no minimum count.
 */
public final class NewcombeInterval {

  private NewcombeInterval() {}

  /**
   * The two-sided interval of {@code group} minus {@code reference} at level 1 - {@code alpha};
   * undefined when either has no trials.
   */
  public static Optional<Interval> of(Proportion group, Proportion reference, double alpha) {
    Optional<Interval> wilsonGroup = WilsonInterval.of(group, alpha);
    Optional<Interval> wilsonReference = WilsonInterval.of(reference, alpha);
    if (wilsonGroup.isEmpty() || wilsonReference.isEmpty()) {
      return Optional.empty();
    }
    double p1 = group.value().getAsDouble();
    double p2 = reference.value().getAsDouble();
    double below = Math.hypot(p1 - wilsonGroup.get().lower(), wilsonReference.get().upper() - p2);
    double above = Math.hypot(wilsonGroup.get().upper() - p1, p2 - wilsonReference.get().lower());
    return Optional.of(new Interval(Math.max(-1, p1 - p2 - below), Math.min(1, p1 - p2 + above)));
  }
}
