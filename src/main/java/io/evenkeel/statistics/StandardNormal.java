package io.evenkeel.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Tails and quantiles of the standard normal distribution. */
final class StandardNormal {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private StandardNormal() {}

  /** The z with probability 1 - alpha inside (-z, z). */
  static double twoSidedCritical(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha " + alpha + " is not in (0, 1)");
    }
    return NORMAL.inverseSurvivalProbability(alpha / 2);
  }

  /** The probability outside (-|z|, |z|). */
  static double twoSidedPValue(double z) {
    return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
  }
}
