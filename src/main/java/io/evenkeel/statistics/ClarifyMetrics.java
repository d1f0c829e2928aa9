package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * The same gaps in the signs of Amazon SageMaker Clarify, for users who compare with its reports. a
 * = all other records, d = the facet. Unlike Clarify, a zero denominator is undefined, not 0.
 *
 * @param others confusion counts of the records outside the facet
 * @param facet confusion counts of the sensitive facet
 */
public record ClarifyMetrics(BinaryConfusion others, BinaryConfusion facet) {

  /** DPPL: predicted positive rate a - d. */
  public OptionalDouble differenceInPositiveProportionsOfPredictions() {
    return otherMinusFacet(ConfusionRate.SELECTION_RATE);
  }

  /** DI: predicted positive rate d / a. */
  public OptionalDouble disparateImpact() {
    return facetBesideOthers().disparateImpact();
  }

  /** AD: accuracy a - d. */
  public OptionalDouble accuracyDifference() {
    return otherMinusFacet(ConfusionRate.ACCURACY);
  }

  /** RD: recall a - d. */
  public OptionalDouble recallDifference() {
    return otherMinusFacet(ConfusionRate.TRUE_POSITIVE_RATE);
  }

  /** DCA: positives / predicted positives, a - d. */
  public OptionalDouble differenceInConditionalAcceptance() {
    return new PairwiseFairness(others, facet).conditionalAcceptanceDifference();
  }

  /** DCR: negatives / predicted negatives, d - a. */
  public OptionalDouble differenceInConditionalRejection() {
    return facetBesideOthers().conditionalRejectionDifference();
  }

  /** SD: specificity d - a. */
  public OptionalDouble specificityDifference() {
    return facetBesideOthers().difference(ConfusionRate.TRUE_NEGATIVE_RATE);
  }

  /** DAR: precision a - d. */
  public OptionalDouble differenceInAcceptanceRates() {
    return otherMinusFacet(ConfusionRate.PRECISION);
  }

  /** DRR: negative predictive value d - a. */
  public OptionalDouble differenceInRejectionRates() {
    return facetBesideOthers().difference(ConfusionRate.NEGATIVE_PREDICTIVE_VALUE);
  }

  /** TE: fn / fp, d - a. */
  public OptionalDouble treatmentEquality() {
    return facetBesideOthers().treatmentEqualityDifference();
  }

  /** CI: (n_a - n_d) / (n_a + n_d); undefined without records. */
  public OptionalDouble classImbalance() {
    double a = others.n();
    double d = facet.n();
    return a + d == 0 ? OptionalDouble.empty() : OptionalDouble.of((a - d) / (a + d));
  }

  /** DPL: truly positive rate a - d. */
  public OptionalDouble differenceInPositiveProportionsOfLabels() {
    return otherMinusFacet(ConfusionRate.BASE_RATE);
  }

  private OptionalDouble otherMinusFacet(ConfusionRate rate) {
    return new PairwiseFairness(others, facet).difference(rate);
  }

  private PairwiseFairness facetBesideOthers() {
    return new PairwiseFairness(facet, others);
  }
}
