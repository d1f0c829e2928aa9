package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Log loss: mean of -ln p(true class) in nats, at least 0, with probabilities clipped to [1e-15, 1
 * - 1e-15] and the clipped row scaled to sum 1 (scikit-learn). One confident miss costs 34.5 nats,
 * so the share of clipped records belongs next to it, and alerts belong on the Brier score.
 */
public final class LogLoss {

  private static final double CLIP = 1e-15;

  private LogLoss() {}

  /** The loss of one record. */
  public static double ofRecord(double[] probabilities, int trueClass) {
    double sum = 0;
    for (double p : probabilities) {
      sum += clip(p);
    }
    return -Math.log(clip(probabilities[trueClass]) / sum);
  }

  /** The loss of one record of a binary classifier. */
  public static double ofRecord(double probabilityOfPositive, boolean positive) {
    double p = clip(probabilityOfPositive);
    double other = clip(1 - probabilityOfPositive);
    return -Math.log((positive ? p : other) / (p + other));
  }

  /** Whether the loss of a record is the clip's and not the model's. */
  public static boolean isClipped(double probabilityOfTrueClass) {
    return !(probabilityOfTrueClass >= CLIP);
  }

  /** The mean of {@code n} losses; undefined without records. */
  public static OptionalDouble of(double sumOfLosses, long n) {
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(sumOfLosses / n);
  }

  private static double clip(double p) {
    if (Double.isNaN(p)) {
      throw new IllegalArgumentException("probability NaN");
    }
    return Math.min(Math.max(p, CLIP), 1 - CLIP);
  }
}
