package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * The outcome rate of one group when its attribute is absent and only p = P(member of the group |
 * proxies) is known per record (Chen et al. 2019). An estimate, never a measured rate: it misses
 * what the outcome depends on the group within a proxy cell.
 *
 * @param weight sum of p
 * @param weightedOutcomes sum of p over records with a positive outcome
 * @param thresholded outcomes of the records whose p exceeds the threshold
 */
public record ProxyRates(double weight, double weightedOutcomes, Proportion thresholded) {

  /** No record yet; the identity of the merge. */
  public static final ProxyRates EMPTY = new ProxyRates(0, 0, Proportion.EMPTY);

  public ProxyRates {
    if (!(weight >= 0) || !(weightedOutcomes >= 0)) {
      throw new IllegalArgumentException(weightedOutcomes + " of " + weight);
    }
  }

  /** The sums of one record. */
  public static ProxyRates ofRecord(double probability, boolean positive, double threshold) {
    return new ProxyRates(
        probability,
        positive ? probability : 0,
        probability > threshold ? new Proportion(positive ? 1 : 0, 1) : Proportion.EMPTY);
  }

  /** Both sets of records together. */
  public ProxyRates plus(ProxyRates other) {
    return new ProxyRates(
        weight + other.weight,
        weightedOutcomes + other.weightedOutcomes,
        thresholded.plus(other.thresholded));
  }

  /**
   * Sum of p y / sum of p, 0 to 1: the disparity of two groups is underestimated where the outcome
   * depends on the group within a proxy cell. Undefined when nobody can be a member.
   */
  public OptionalDouble weighted() {
    return weight == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, weightedOutcomes / weight));
  }

  /** This group's weighted rate minus the other's, -1 to 1. */
  public OptionalDouble weightedDisparity(ProxyRates other) {
    return PairwiseFairness.minus(weighted(), other.weighted());
  }
}
