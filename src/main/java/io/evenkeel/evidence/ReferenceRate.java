package io.evenkeel.evidence;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How far the true rate behind a reference may lie from what the reference counted: one-sided
 * Clopper-Pearson limits that hold for all one-sample streams of a model together with probability
 * 0.95.
 *
 * <p>Taking the counted rate as exact makes a fifth to two fifths of references of 200 to 2,000
 * records give a false alert.
 */
public record ReferenceRate(double sum, double records, long streams) {
  private static final double MISS = 0.05;

  /** {@code streams}: one-sample streams of the model, at least 1. */
  public ReferenceRate {
    if (!(sum >= 0 && sum <= records && records > 0 && records < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("not a reference rate: " + sum + " of " + records);
    }
    if (streams < 1) {
      throw new IllegalArgumentException("streams must be at least 1: " + streams);
    }
  }

  /** The rate counted. */
  public double rate() {
    return sum / records;
  }

  /** The upper limit at level 1 - 0.05 / streams. */
  public double upper() {
    return sum == records
        ? 1.0
        : BetaDistribution.of(sum + 1, records - sum).inverseSurvivalProbability(MISS / streams);
  }

  /** The lower limit at level 1 - 0.05 / streams. */
  public double lower() {
    return sum == 0
        ? 0.0
        : BetaDistribution.of(sum, records - sum + 1).inverseCumulativeProbability(MISS / streams);
  }
}
