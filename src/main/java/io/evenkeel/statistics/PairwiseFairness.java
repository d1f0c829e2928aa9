package io.evenkeel.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;

/**
 * A monitored group beside its reference group. Differences are signed group minus reference
 * (AIF360), ratios are group over reference; each is undefined when one of its rates is, or when a
 * ratio's reference rate is 0.
 *
 * <p>The rates are those of the positive class. Where positive is bad (recidivism, fraud), hand in
 * {@link #forOtherClass} for the metrics that speak of the favourable outcome.
 *
 * @param group confusion counts of the monitored group
 * @param reference confusion counts of the group it is compared with
 */
public record PairwiseFairness(BinaryConfusion group, BinaryConfusion reference) {

  /** The same groups with the other class as the positive one. */
  public PairwiseFairness forOtherClass() {
    return new PairwiseFairness(group.forOtherClass(), reference.forOtherClass());
  }

  /** Rate of the group minus rate of the reference, -1 to 1. */
  public OptionalDouble difference(ConfusionRate rate) {
    return minus(group.rate(rate), reference.rate(rate));
  }

  /** Newcombe's interval of {@link #difference} at level 1 - {@code alpha}. */
  public Optional<Interval> interval(ConfusionRate rate, double alpha) {
    return NewcombeInterval.of(rate.of(group), rate.of(reference), alpha);
  }

  /** Rate of the group over rate of the reference, at least 0. */
  public OptionalDouble ratio(ConfusionRate rate) {
    return over(group.rate(rate), reference.rate(rate));
  }

  /** Difference of the selection rates (demographic parity), -1 to 1. */
  public OptionalDouble statisticalParityDifference() {
    return difference(ConfusionRate.SELECTION_RATE);
  }

  /** Ratio of the selection rates; the four-fifths rule asks for 0.8 and more. */
  public OptionalDouble disparateImpact() {
    return ratio(ConfusionRate.SELECTION_RATE);
  }

  /** Difference of the true positive rates (Hardt, Price and Srebro 2016), -1 to 1. */
  public OptionalDouble equalOpportunityDifference() {
    return difference(ConfusionRate.TRUE_POSITIVE_RATE);
  }

  /** Mean of the differences of true and false positive rate, -1 to 1; opposite signs cancel. */
  public OptionalDouble averageOddsDifference() {
    return odds((tpr, fpr) -> (tpr + fpr) / 2);
  }

  /** Mean of the absolute differences of true and false positive rate, 0 to 1. */
  public OptionalDouble averageAbsoluteOddsDifference() {
    return odds((tpr, fpr) -> (Math.abs(tpr) + Math.abs(fpr)) / 2);
  }

  /** The larger absolute difference of true and false positive rate, 0 to 1 (fairlearn). */
  public OptionalDouble equalizedOddsDifference() {
    return odds((tpr, fpr) -> Math.max(Math.abs(tpr), Math.abs(fpr)));
  }

  /** Difference of the precisions, -1 to 1. */
  public OptionalDouble predictiveParityDifference() {
    return difference(ConfusionRate.PRECISION);
  }

  /** Difference of fn / fp; undefined when a group has no false positive. */
  public OptionalDouble treatmentEqualityDifference() {
    return minus(treatment(group), treatment(reference));
  }

  /**
   * Difference of truly positive over predicted positive. Clarify's DCA is its negative: reference
   * minus facet.
   */
  public OptionalDouble conditionalAcceptanceDifference() {
    return minus(acceptance(group), acceptance(reference));
  }

  /** Difference of truly negative over predicted negative (Clarify's DCR). */
  public OptionalDouble conditionalRejectionDifference() {
    return forOtherClass().conditionalAcceptanceDifference();
  }

  private static OptionalDouble acceptance(BinaryConfusion confusion) {
    return quotient(confusion.positives(), confusion.predictedPositives());
  }

  private static OptionalDouble treatment(BinaryConfusion confusion) {
    return quotient(confusion.fn(), confusion.fp());
  }

  private static OptionalDouble quotient(long numerator, long denominator) {
    return denominator == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) numerator / denominator);
  }

  private OptionalDouble odds(DoubleBinaryOperator combine) {
    OptionalDouble tpr = difference(ConfusionRate.TRUE_POSITIVE_RATE);
    OptionalDouble fpr = difference(ConfusionRate.FALSE_POSITIVE_RATE);
    return tpr.isEmpty() || fpr.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(combine.applyAsDouble(tpr.getAsDouble(), fpr.getAsDouble()));
  }

  static OptionalDouble minus(OptionalDouble left, OptionalDouble right) {
    return left.isEmpty() || right.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(left.getAsDouble() - right.getAsDouble());
  }

  private static OptionalDouble over(OptionalDouble left, OptionalDouble right) {
    return left.isEmpty() || right.isEmpty() || right.getAsDouble() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(left.getAsDouble() / right.getAsDouble());
  }
}
