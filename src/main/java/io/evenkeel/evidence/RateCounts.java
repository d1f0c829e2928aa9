package io.evenkeel.evidence;

/**
 * What a pane says about a rate: {@code sum} of {@code records} values in [0, 1]. For a rate the
 * sum counts successes; for a bounded loss (Brier, |error| over its range, a mean score) it is the
 * sum of the losses.
 */
public record RateCounts(double sum, double records) {
  /** No records. */
  public static final RateCounts NONE = new RateCounts(0, 0);

  /** Refuses sums outside [0, records] and numbers that are not finite. */
  public RateCounts {
    if (!(sum >= 0 && sum <= records && records < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "not a sum of values in [0, 1]: " + sum + " of " + records);
    }
  }

  /** The mean; NaN without records, so ask {@link #isEmpty()} first. */
  double rate() {
    return sum / records;
  }

  boolean isEmpty() {
    return records == 0;
  }

  RateCounts dividedBy(double designEffect) {
    return designEffect == 1.0 ? this : new RateCounts(sum / designEffect, records / designEffect);
  }
}
