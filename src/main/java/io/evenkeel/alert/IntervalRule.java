package io.evenkeel.alert;

import io.evenkeel.evaluation.Verdict;
import io.evenkeel.monitor.Check.Method;
import io.evenkeel.profile.PaneSpread;
import org.jspecify.annotations.Nullable;

/**
 * The three verdicts on an effect.
 *
 * <p>With a tolerance: BREACH when the whole 95 % interval lies beyond it, OK when the whole
 * interval lies within, INSUFFICIENT when it straddles or is unknown. With a fixed limit the bare
 * value decides, and only an undefined value is INSUFFICIENT.
 */
final class IntervalRule {
  private IntervalRule() {}

  /** The verdict of a check's method on an effect. */
  static Verdict verdict(Method method, Effect effect, Bad bad, double limit) {
    return switch (method) {
      case INTERVAL, SEQUENTIAL -> tolerated(effect.lower(), effect.upper(), bad, limit);
      case FIXED_ABOVE -> fixed(effect.value(), bad, limit, true);
      case FIXED_BELOW -> fixed(effect.value(), bad, limit, false);
      case FIXED_SD -> throw new IllegalArgumentException("a spread is needed");
    };
  }

  /** The verdict on an interval; null ends are unknown. */
  static Verdict tolerated(
      @Nullable Double lower, @Nullable Double upper, Bad bad, double tolerance) {
    if (lower == null || upper == null) {
      return Verdict.INSUFFICIENT;
    }
    boolean high = bad != Bad.LOWER;
    boolean low = bad != Bad.HIGHER;
    if ((high && lower > tolerance) || (low && upper < -tolerance)) {
      return Verdict.BREACH;
    }
    boolean within = (!high || upper <= tolerance) && (!low || lower >= -tolerance);
    return within ? Verdict.OK : Verdict.INSUFFICIENT;
  }

  /**
   * The verdict on the interval of a ratio; null ends are unknown.
   *
   * @param smallest the smallest harmless ratio where lower is worse, below 1; else its inverse is
   *     the largest
   */
  static Verdict ratio(@Nullable Double lower, @Nullable Double upper, Bad bad, double smallest) {
    if (bad == Bad.HIGHER) {
      Double down = upper == null ? null : Double.valueOf(upper > 0 ? 1 / upper : Double.MAX_VALUE);
      Double up = lower == null || lower <= 0 ? null : Double.valueOf(1 / lower);
      return ratio(down, up, Bad.LOWER, smallest);
    }
    if (upper != null && upper < smallest) {
      return Verdict.BREACH;
    }
    return lower != null && lower >= smallest ? Verdict.OK : Verdict.INSUFFICIENT;
  }

  /** The verdict on a bare value, given how it scattered over reference panes. */
  static Verdict scattered(@Nullable Double value, PaneSpread spread, double deviations) {
    if (value == null) {
      return Verdict.INSUFFICIENT;
    }
    return value < spread.lower(deviations) || value > spread.upper(deviations)
        ? Verdict.BREACH
        : Verdict.OK;
  }

  private static Verdict fixed(@Nullable Double value, Bad bad, double limit, boolean above) {
    if (value == null) {
      return Verdict.INSUFFICIENT;
    }
    // A gap to either side is a gap: its size is what has a limit.
    double judged = above && bad == Bad.EITHER ? Math.abs(value) : value;
    return (above ? judged > limit : judged < limit) ? Verdict.BREACH : Verdict.OK;
  }
}
