package io.evenkeel.alert;

import io.evenkeel.statistics.Interval;
import io.evenkeel.summary.SliceSummary;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number with a 95 % interval but without a likelihood, such as the area under the ROC curve. A
 * difference of two has the interval by square and add (Zou and Donner 2008).
 *
 * @param counter reads the sums
 * @param number computes the number
 */
record SmoothMeasure(NumberMeasure.Counter counter, Estimator number) implements Measure {

  /** The number that sums show. */
  interface Estimator {
    Optional<Known> of(double[] sums);
  }

  /**
   * A number that is defined.
   *
   * @param value the number, higher is better
   * @param interval its 95 % interval
   * @param n records behind it
   */
  record Known(double value, Interval interval, long n) {}

  @Override
  public boolean labels() {
    return true;
  }

  @Override
  public Bad bad() {
    return Bad.LOWER;
  }

  @Override
  public double[] sums(SliceSummary summary, int block) {
    return counter.sums(summary, block);
  }

  @Override
  public Effect effect(double[] sums, double @Nullable [] reference) {
    Optional<Known> own = number.of(sums);
    if (own.isEmpty()) {
      return Effect.NONE;
    }
    Known a = own.get();
    if (reference == null) {
      return new Effect(
          a.value(), a.interval().lower(), a.interval().upper(), a.n(), a.value(), null, null);
    }
    return change(effect(sums, null), effect(reference, null));
  }

  /** One number less another; without interval where one of them has none. */
  static Effect change(Effect now, Effect before) {
    Double value = now.value();
    Double other = before.value();
    if (value == null || other == null) {
      return Effect.NONE;
    }
    Double lower = now.lower();
    Double upper = now.upper();
    Double otherLower = before.lower();
    Double otherUpper = before.upper();
    double change = value - other;
    if (lower == null || upper == null || otherLower == null || otherUpper == null) {
      return new Effect(change, null, null, now.n(), value, other, null);
    }
    return new Effect(
        change,
        change - Math.hypot(value - lower, otherUpper - other),
        change + Math.hypot(upper - value, other - otherLower),
        now.n(),
        value,
        other,
        null);
  }
}
