package io.evenkeel.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * One number about one slice and window.
 *
 * @param metric snake-case name, see docs/metrics.md
 * @param feature the feature or class it is about, or null
 * @param value null when undefined; never NaN or infinite
 * @param lower lower end of the 95 % interval, or null when none is known
 * @param upper upper end of the 95 % interval, or null when none is known
 * @param n records behind the value
 * @param verdict what the monitor's check says, or null when no check looks at it
 * @param reason why it is undefined, insufficient or in breach, in a few words, or null
 * @param reference the slice or profile it is compared with, or null
 * @param tolerance the tolerance of the check, or null
 */
public record Measurement(
    String metric,
    @Nullable String feature,
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    long n,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable String reference,
    @Nullable Double tolerance) {

  public Measurement {
    requireFinite(metric, value);
    requireFinite(metric, lower);
    requireFinite(metric, upper);
  }

  private static void requireFinite(String metric, @Nullable Double number) {
    if (number != null && !Double.isFinite(number)) {
      throw new IllegalArgumentException(metric + " must be finite or null, got " + number);
    }
  }

  /** The same measurement, judged. */
  public Measurement judged(Verdict newVerdict, @Nullable String newReason, double newTolerance) {
    return new Measurement(
        metric, feature, value, lower, upper, n, newVerdict, newReason, reference, newTolerance);
  }
}
