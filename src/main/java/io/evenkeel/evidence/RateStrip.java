package io.evenkeel.evidence;

/**
 * The tolerated pairs of rates {@code |group - reference| <= tolerance}, and the reverse
 * information projection on them.
 *
 * <p>The projection of (ta, tr) minimises {@code na kl(ta, pa) + nr kl(tr, pr)} over the strip.
 * Likelihood ratios against it are e-values for every pair in the strip (Grünwald, de Heide and
 * Koolen 2024; Turner, Ly and Grünwald 2024).
 */
public final class RateStrip {
  private static final int BISECTIONS = 60;
  private static final double SMALLEST_VARIANCE = 1e-300;

  private RateStrip() {}

  /**
   * Projects the rates of two groups of sizes {@code groupSize} and {@code referenceSize}; a pair
   * inside the strip is returned unchanged, to the bit.
   */
  public static RatePair project(
      double group, double reference, double groupSize, double referenceSize, double tolerance) {
    if (Math.abs(group - reference) <= tolerance) {
      return new RatePair(group, reference);
    }
    double gap = group > reference ? tolerance : -tolerance;
    double low = Math.max(0.0, -gap);
    double high = Math.min(1.0, 1.0 - gap);
    for (int i = 0; i < BISECTIONS; i++) {
      double x = (low + high) / 2;
      double y = x + gap;
      double slope =
          -groupSize * (group - y) / Math.max(y * (1 - y), SMALLEST_VARIANCE)
              - referenceSize * (reference - x) / Math.max(x * (1 - x), SMALLEST_VARIANCE);
      if (slope < 0) {
        low = x;
      } else {
        high = x;
      }
    }
    double x = (low + high) / 2;
    return new RatePair(x + gap, x);
  }
}
