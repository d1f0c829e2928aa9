package io.evenkeel.evidence;

/**
 * A convex set of tolerated pairs of rates, with the alternatives outside it that a detector bets
 * on.
 */
interface TwoGroupNull {
  /** The reverse information projection of a pair; a pair inside is returned unchanged. */
  RatePair project(RatePair rates, double groupSize, double referenceSize);

  /** How many fixed alternatives there are. */
  int alternatives();

  /**
   * A fixed alternative around the pooled rate of both groups, where {@code share} of the records
   * are the group's.
   */
  RatePair alternative(int i, double pooledRate, double share);

  /**
   * The factor of the reference rate in the difference whose scatter is the design effect: 1, or
   * the ratio.
   */
  double referenceFactor();
}
