package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * The confusion matrix a classifier is expected to have, from calibrated probabilities without
 * labels (confidence-based performance estimation, CBPE, NannyML). Right only while P(truth |
 * score) stays as in the reference: concept drift is invisible to it.
 *
 * <p>As in NannyML, a rate with a zero denominator is 0; every rate is undefined without records.
 *
 * @param n number of records
 * @param tp sum of p over records predicted positive
 * @param fp sum of 1 - p over records predicted positive
 * @param fn sum of p over records predicted negative
 * @param tn sum of 1 - p over records predicted negative
 * @param sumOfVariances sum of p (1 - p)
 */
public record ExpectedConfusion(
    long n, double tp, double fp, double fn, double tn, double sumOfVariances) {

  /** No record yet; the identity of {@link #plus}. */
  public static final ExpectedConfusion EMPTY = new ExpectedConfusion(0, 0, 0, 0, 0, 0);

  /** The matrix of one record with calibrated probability {@code p} of the positive class. */
  public static ExpectedConfusion ofRecord(double p, boolean predictedPositive) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("probability " + p);
    }
    return predictedPositive
        ? new ExpectedConfusion(1, p, 1 - p, 0, 0, p * (1 - p))
        : new ExpectedConfusion(1, 0, 0, p, 1 - p, p * (1 - p));
  }

  /** The matrix from the sums per predicted label. */
  public static ExpectedConfusion ofSums(
      Proportion predictedPositive, double sumOverPositive, double sumOverNegative, double pq) {
    double positive = predictedPositive.successes();
    double negative = predictedPositive.complement().successes();
    return new ExpectedConfusion(
        predictedPositive.trials(),
        sumOverPositive,
        positive - sumOverPositive,
        sumOverNegative,
        negative - sumOverNegative,
        pq);
  }

  /** Both sets of records together, exactly as far as the sums of doubles are. */
  public ExpectedConfusion plus(ExpectedConfusion other) {
    return new ExpectedConfusion(
        Math.addExact(n, other.n),
        tp + other.tp,
        fp + other.fp,
        fn + other.fn,
        tn + other.tn,
        sumOfVariances + other.sumOfVariances);
  }

  /** (TP + TN) / n. */
  public OptionalDouble accuracy() {
    return rate(tp + tn, (double) n);
  }

  /** TP / (TP + FP). */
  public OptionalDouble precision() {
    return rate(tp, tp + fp);
  }

  /** TP / (TP + FN). */
  public OptionalDouble recall() {
    return rate(tp, tp + fn);
  }

  /** TN / (TN + FP). */
  public OptionalDouble specificity() {
    return rate(tn, tn + fp);
  }

  /** 2 TP / (2 TP + FP + FN). */
  public OptionalDouble f1() {
    return rate(2 * tp, 2 * tp + fp + fn);
  }

  private OptionalDouble rate(double numerator, double denominator) {
    if (n == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(denominator > 0 ? numerator / denominator : 0);
  }
}
