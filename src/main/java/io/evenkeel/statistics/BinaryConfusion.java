package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * The 2 x 2 confusion matrix of a binary classifier and the rates read from it, as in scikit-learn,
 * except that a rate with a zero denominator is undefined and not 0.
 *
 * @param tp predicted positive, truly positive
 * @param fp predicted positive, truly negative
 * @param fn predicted negative, truly positive
 * @param tn predicted negative, truly negative
 */
public record BinaryConfusion(long tp, long fp, long fn, long tn) {

  /** No record yet; the identity of {@link #plus}. */
  public static final BinaryConfusion EMPTY = new BinaryConfusion(0, 0, 0, 0);

  public BinaryConfusion {
    if (tp < 0 || fp < 0 || fn < 0 || tn < 0) {
      throw new IllegalArgumentException(
          "negative count in tp=" + tp + " fp=" + fp + " fn=" + fn + " tn=" + tn);
    }
  }

  /** The matrix of one record. */
  public static BinaryConfusion ofRecord(boolean positive, boolean predictedPositive) {
    return predictedPositive
        ? new BinaryConfusion(positive ? 1 : 0, positive ? 0 : 1, 0, 0)
        : new BinaryConfusion(0, 0, positive ? 1 : 0, positive ? 0 : 1);
  }

  /** Both sets of records together. */
  public BinaryConfusion plus(BinaryConfusion other) {
    return new BinaryConfusion(
        Math.addExact(tp, other.tp),
        Math.addExact(fp, other.fp),
        Math.addExact(fn, other.fn),
        Math.addExact(tn, other.tn));
  }

  /** The records that are not in {@code part}, which must be a part of these (the "rest"). */
  public BinaryConfusion minus(BinaryConfusion part) {
    return new BinaryConfusion(tp - part.tp, fp - part.fp, fn - part.fn, tn - part.tn);
  }

  /** The matrix seen from the other class: what was negative is positive. */
  public BinaryConfusion forOtherClass() {
    return new BinaryConfusion(tn, fn, fp, tp);
  }

  /** Number of records. */
  public long n() {
    return Math.addExact(Math.addExact(tp, fp), Math.addExact(fn, tn));
  }

  /** Number of truly positive records. */
  public long positives() {
    return tp + fn;
  }

  /** Number of truly negative records. */
  public long negatives() {
    return fp + tn;
  }

  /** Number of records predicted positive. */
  public long predictedPositives() {
    return tp + fp;
  }

  /** Number of records predicted negative. */
  public long predictedNegatives() {
    return fn + tn;
  }

  /** The value of one of the plain rates; undefined when nobody is in its denominator. */
  public OptionalDouble rate(ConfusionRate rate) {
    return rate.of(this).value();
  }

  /** F1 = 2 tp / (2 tp + fp + fn) in [0, 1]; undefined only when tp + fp + fn = 0. */
  public OptionalDouble f1() {
    double denominator = 2.0 * tp + fp + fn;
    return denominator == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * tp / denominator);
  }

  /** (TPR + TNR) / 2 in [0, 1]; undefined when a class is absent from the truth. */
  public OptionalDouble balancedAccuracy() {
    if (positives() == 0 || negatives() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(((double) tp / positives() + (double) tn / negatives()) / 2);
  }

  /**
   * Matthews correlation (tp tn - fp fn) / sqrt(product of the four margins) in [-1, 1]; 0 when a
   * margin is 0 (scikit-learn's rule), undefined without records.
   */
  public OptionalDouble matthewsCorrelation() {
    if (n() == 0) {
      return OptionalDouble.empty();
    }
    // The roots are multiplied, not the margins: four margins of 1e12 would lose all digits.
    double margins =
        Math.sqrt((double) predictedPositives())
            * Math.sqrt((double) positives())
            * Math.sqrt((double) negatives())
            * Math.sqrt((double) predictedNegatives());
    if (margins == 0) {
      return OptionalDouble.of(0);
    }
    return OptionalDouble.of(((double) tp * tn - (double) fp * fn) / margins);
  }
}
