package io.evenkeel.statistics;

import java.util.Locale;

/**
 * The rates of a binary confusion matrix that are a count out of a count, so that each has an
 * interval, a sequential test and a merge. Each lies in [0, 1].
 */
public enum ConfusionRate {
  /** (tp + tn) / n. */
  ACCURACY,
  /** (fp + fn) / n. */
  ERROR_RATE,
  /** (tp + fp) / n: the share predicted positive, also called acceptance or positive rate. */
  SELECTION_RATE,
  /** (tp + fn) / n: the share truly positive. */
  BASE_RATE,
  /** tp / (tp + fp): positive predictive value. */
  PRECISION,
  /** tp / (tp + fn): recall, sensitivity, equal opportunity. */
  TRUE_POSITIVE_RATE,
  /** tn / (tn + fp): specificity. */
  TRUE_NEGATIVE_RATE,
  /** fp / (fp + tn). */
  FALSE_POSITIVE_RATE,
  /** fn / (fn + tp). */
  FALSE_NEGATIVE_RATE,
  /** tn / (tn + fn). */
  NEGATIVE_PREDICTIVE_VALUE,
  /** fp / (tp + fp) = 1 - precision. */
  FALSE_DISCOVERY_RATE,
  /** fn / (fn + tn) = 1 - negative predictive value. */
  FALSE_OMISSION_RATE;

  /** The counts of this rate in {@code confusion}. */
  public Proportion of(BinaryConfusion confusion) {
    long tp = confusion.tp();
    long fp = confusion.fp();
    long fn = confusion.fn();
    long tn = confusion.tn();
    return switch (this) {
      case ACCURACY -> new Proportion(tp + tn, confusion.n());
      case ERROR_RATE -> new Proportion(fp + fn, confusion.n());
      case SELECTION_RATE -> new Proportion(tp + fp, confusion.n());
      case BASE_RATE -> new Proportion(tp + fn, confusion.n());
      case PRECISION -> new Proportion(tp, tp + fp);
      case TRUE_POSITIVE_RATE -> new Proportion(tp, tp + fn);
      case TRUE_NEGATIVE_RATE -> new Proportion(tn, tn + fp);
      case FALSE_POSITIVE_RATE -> new Proportion(fp, fp + tn);
      case FALSE_NEGATIVE_RATE -> new Proportion(fn, fn + tp);
      case NEGATIVE_PREDICTIVE_VALUE -> new Proportion(tn, tn + fn);
      case FALSE_DISCOVERY_RATE -> new Proportion(fp, tp + fp);
      case FALSE_OMISSION_RATE -> new Proportion(fn, fn + tn);
    };
  }

  /** Whether truth is needed, or the predictions alone are enough. */
  public boolean needsLabels() {
    return this != SELECTION_RATE;
  }

  /**
   * Whether a larger value is a better model (accuracy, precision, ...) rather than a worse one.
   */
  public boolean higherIsBetter() {
    return switch (this) {
      case ACCURACY,
          PRECISION,
          TRUE_POSITIVE_RATE,
          TRUE_NEGATIVE_RATE,
          NEGATIVE_PREDICTIVE_VALUE,
          SELECTION_RATE,
          BASE_RATE ->
          true;
      case ERROR_RATE,
          FALSE_POSITIVE_RATE,
          FALSE_NEGATIVE_RATE,
          FALSE_DISCOVERY_RATE,
          FALSE_OMISSION_RATE ->
          false;
    };
  }

  /** The name used in monitors, metrics and reports, for example {@code false_positive_rate}. */
  public String metric() {
    return name().toLowerCase(Locale.ROOT);
  }
}
