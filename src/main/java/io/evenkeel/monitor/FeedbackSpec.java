package io.evenkeel.monitor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the truth that comes later.
 *
 * @param expected false when no feedback ever comes
 * @param waitFor how long after a prediction its label is still taken
 * @param early how long feedback waits for its prediction
 * @param maturity the age at which labels are judged; null means the 99 % quantile of the label
 *     delay in the profile, at most {@code waitFor}
 * @param deduplicate whether repeated predictions count once
 */
public record FeedbackSpec(
    boolean expected,
    Duration waitFor,
    Duration early,
    @Nullable Duration maturity,
    boolean deduplicate) {

  /** Labels within 30 days, feedback a day early, duplicates dropped. */
  public static final FeedbackSpec DEFAULT =
      new FeedbackSpec(true, Duration.ofDays(30), Duration.ofDays(1), null, true);

  public FeedbackSpec {
    if (waitFor.isNegative() || waitFor.isZero()) {
      throw new IllegalArgumentException("feedback.wait must be longer than zero, got " + waitFor);
    }
    if (early.isNegative()) {
      throw new IllegalArgumentException("feedback.early must not be negative, got " + early);
    }
  }
}
