package io.evenkeel.evidence;

/**
 * The tolerated pairs of rates {@code group >= ratio * reference} (the four-fifths rule has ratio
 * 0.8), and the reverse information projection on them. The set is convex, so likelihood ratios
 * against the projection are e-values.
 */
public final class RateWedge {
  private static final int BISECTIONS = 60;
  private static final double SMALLEST_VARIANCE = 1e-300;

  private RateWedge() {}

  /**
   * Projects the rates of two groups of these sizes; a pair inside is returned unchanged, to the
   * bit.
   */
  public static RatePair project(
      double group, double reference, double groupSize, double referenceSize, double ratio) {
    if (group >= ratio * reference) {
      return new RatePair(group, reference);
    }
    double low = 0.0;
    double high = Math.min(1.0, 1.0 / ratio);
    for (int i = 0; i < BISECTIONS; i++) {
      double x = (low + high) / 2;
      double y = ratio * x;
      double slope =
          -groupSize * ratio * (group - y) / Math.max(y * (1 - y), SMALLEST_VARIANCE)
              - referenceSize * (reference - x) / Math.max(x * (1 - x), SMALLEST_VARIANCE);
      if (slope < 0) {
        low = x;
      } else {
        high = x;
      }
    }
    double x = (low + high) / 2;
    return new RatePair(ratio * x, x);
  }
}
