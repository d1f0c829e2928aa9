package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * How differently a model is calibrated for a group and its reference. The plain expected
 * calibration errors must not be subtracted: the smaller group's is biased upward.
 *
 * @param group reliability diagram of the group
 * @param reference reliability diagram of the reference, over the same bins
 */
public record CalibrationGap(ReliabilityBins group, ReliabilityBins reference) {

  public CalibrationGap {
    if (group.bins() != reference.bins()) {
      throw new IllegalArgumentException(group.bins() + " and " + reference.bins() + " bins");
    }
  }

  /**
   * Mean of y - p in the group minus that in the reference, -1 to 1, unbiased: above 0 = the model
   * promises the group too little.
   */
  public OptionalDouble meanResidualGap() {
    return PairwiseFairness.minus(reference.signedError(), group.signedError());
  }

  /**
   * The largest |calibration error of the group - that of the reference| over bins in which both
   * have {@code minimum} records, 0 to 2; undefined when there is no such bin.
   */
  public OptionalDouble largestBinGap(long minimum) {
    double largest = -1;
    for (int bin = 0; bin < group.bins(); bin++) {
      OptionalDouble gap = PairwiseFairness.minus(group.error(bin), reference.error(bin));
      if (gap.isPresent() && Math.min(group.n(bin), reference.n(bin)) >= minimum) {
        largest = Math.max(largest, Math.abs(gap.getAsDouble()));
      }
    }
    return largest < 0 ? OptionalDouble.empty() : OptionalDouble.of(largest);
  }

  /** Debiased root mean squared calibration error of the group minus that of the reference. */
  public OptionalDouble debiasedErrorGap() {
    return PairwiseFairness.minus(
        group.debiasedRootMeanSquaredError(), reference.debiasedRootMeanSquaredError());
  }
}
