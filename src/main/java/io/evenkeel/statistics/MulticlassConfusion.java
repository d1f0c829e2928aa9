package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/**
 * The K x K confusion matrix of a multiclass classifier, row = truth, column = prediction.
 *
 * <p>A matrix may carry one more row and column for labels outside the configured list. They count
 * as records and as errors, but get no place in the macro and weighted averages, which run over the
 * configured labels with undefined counted as 0 (scikit-learn's {@code zero_division=0}).
 */
public final class MulticlassConfusion {

  private final long[][] counts;
  private final int labels;
  private final long[] supports;
  private final long[] predictions;

  private MulticlassConfusion(long[][] counts, int labels) {
    this.counts = counts;
    this.labels = labels;
    this.supports = new long[counts.length];
    this.predictions = new long[counts.length];
    for (int row = 0; row < counts.length; row++) {
      for (int column = 0; column < counts.length; column++) {
        supports[row] = Math.addExact(supports[row], counts[row][column]);
        predictions[column] = Math.addExact(predictions[column], counts[row][column]);
      }
    }
  }

  /**
   * A matrix over the configured labels only.
   *
   * @param counts {@code counts[truth][prediction]}, square
   */
  public static MulticlassConfusion of(long[][] counts) {
    return of(counts, counts.length);
  }

  /**
   * A matrix whose rows and columns from {@code labels} on are labels outside the configured list.
   *
   * @param counts {@code counts[truth][prediction]}, square
   * @param labels how many of them are configured
   */
  public static MulticlassConfusion of(long[][] counts, int labels) {
    if (labels < 1 || labels > counts.length) {
      throw new IllegalArgumentException(labels + " labels for " + counts.length + " rows");
    }
    long[][] copy = new long[counts.length][];
    for (int row = 0; row < counts.length; row++) {
      copy[row] = counts[row].clone();
      if (copy[row].length != counts.length || Arrays.stream(copy[row]).anyMatch(c -> c < 0)) {
        throw new IllegalArgumentException("row " + row + " is " + Arrays.toString(copy[row]));
      }
    }
    return new MulticlassConfusion(copy, labels);
  }

  /** Both sets of records together; the shapes must agree. */
  public MulticlassConfusion plus(MulticlassConfusion other) {
    if (other.labels != labels || other.counts.length != counts.length) {
      throw new IllegalArgumentException(labels + " labels plus " + other.labels + " labels");
    }
    long[][] sum = new long[counts.length][counts.length];
    for (int row = 0; row < counts.length; row++) {
      for (int column = 0; column < counts.length; column++) {
        sum[row][column] = Math.addExact(counts[row][column], other.counts[row][column]);
      }
    }
    return new MulticlassConfusion(sum, labels);
  }

  /** Number of configured labels. */
  public int labels() {
    return labels;
  }

  /** How many records of class {@code truth} were predicted as {@code prediction}. */
  public long count(int truth, int prediction) {
    return counts[truth][prediction];
  }

  /** Number of records whose true class is {@code label}. */
  public long support(int label) {
    return supports[label];
  }

  /** Number of records predicted as {@code label}. */
  public long predicted(int label) {
    return predictions[label];
  }

  /** Number of records. */
  public long n() {
    return Arrays.stream(supports).sum();
  }

  /** Number of records predicted right; unknown labels are never right. */
  public long correct() {
    long sum = 0;
    for (int label = 0; label < labels; label++) {
      sum += counts[label][label];
    }
    return sum;
  }

  /** The binary matrix of {@code label} against all others. */
  public BinaryConfusion oneVersusRest(int label) {
    long tp = counts[label][label];
    long fn = support(label) - tp;
    long fp = predicted(label) - tp;
    return new BinaryConfusion(tp, fp, fn, n() - tp - fn - fp);
  }

  /** Share predicted right; undefined without records. Micro precision, recall and F1 equal it. */
  public OptionalDouble accuracy() {
    return new Proportion(correct(), n()).value();
  }

  /** Mean of the per-class precision over the configured labels, undefined counted 0. */
  public OptionalDouble macroPrecision() {
    return macro(this::precisionOrZero);
  }

  /** Mean of the per-class recall over the configured labels, undefined counted 0. */
  public OptionalDouble macroRecall() {
    return macro(this::recallOrZero);
  }

  /** Mean of the per-class F1 over the configured labels, undefined counted 0. */
  public OptionalDouble macroF1() {
    return macro(this::f1OrZero);
  }

  /** Mean of the per-class precision weighted by support, undefined counted 0. */
  public OptionalDouble weightedPrecision() {
    return weighted(this::precisionOrZero);
  }

  /** Mean of the per-class recall weighted by support. */
  public OptionalDouble weightedRecall() {
    return weighted(this::recallOrZero);
  }

  /** Mean of the per-class F1 weighted by support, undefined counted 0. */
  public OptionalDouble weightedF1() {
    return weighted(this::f1OrZero);
  }

  /** Mean recall over the configured classes that occur in the truth; undefined if none does. */
  public OptionalDouble balancedAccuracy() {
    double sum = 0;
    int present = 0;
    for (int label = 0; label < labels; label++) {
      if (support(label) > 0) {
        sum += recallOrZero(label);
        present++;
      }
    }
    return present == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / present);
  }

  /**
   * Gorodkin's R_K = (c s - sum p_k t_k) / sqrt((s^2 - sum p_k^2)(s^2 - sum t_k^2)) in [-1, 1]; 0
   * when truth or prediction is constant (scikit-learn's rule), undefined without records.
   */
  public OptionalDouble matthewsCorrelation() {
    double n = n();
    if (n == 0) {
      return OptionalDouble.empty();
    }
    // In shares, so that counts of 1e12 keep their digits.
    double agreement = 0;
    double truthSpread = 0;
    double predictionSpread = 0;
    for (int label = 0; label < counts.length; label++) {
      double truth = support(label) / n;
      double prediction = predicted(label) / n;
      agreement += counts[label][label] / n - truth * prediction;
      truthSpread += truth * (1 - truth);
      predictionSpread += prediction * (1 - prediction);
    }
    double denominator = Math.sqrt(truthSpread) * Math.sqrt(predictionSpread);
    return OptionalDouble.of(denominator == 0 ? 0 : agreement / denominator);
  }

  /**
   * Cohen's kappa = (po - pe) / (1 - pe) in [-1, 1]; undefined when the agreement expected by
   * chance is 1 (one class only) and without records.
   */
  public OptionalDouble kappa() {
    double n = n();
    double observed = 0;
    double expected = 0;
    for (int label = 0; label < counts.length; label++) {
      observed += counts[label][label] / n;
      expected += (support(label) / n) * (predicted(label) / n);
    }
    return n == 0 || expected >= 1
        ? OptionalDouble.empty()
        : OptionalDouble.of((observed - expected) / (1 - expected));
  }

  private double precisionOrZero(int label) {
    return oneVersusRest(label).rate(ConfusionRate.PRECISION).orElse(0);
  }

  private double recallOrZero(int label) {
    return oneVersusRest(label).rate(ConfusionRate.TRUE_POSITIVE_RATE).orElse(0);
  }

  private double f1OrZero(int label) {
    return oneVersusRest(label).f1().orElse(0);
  }

  private OptionalDouble macro(IntToDoubleFunction perClass) {
    if (n() == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int label = 0; label < labels; label++) {
      sum += perClass.applyAsDouble(label);
    }
    return OptionalDouble.of(sum / labels);
  }

  private OptionalDouble weighted(IntToDoubleFunction perClass) {
    double sum = 0;
    double weight = 0;
    for (int label = 0; label < labels; label++) {
      sum += support(label) * perClass.applyAsDouble(label);
      weight += support(label);
    }
    return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weight);
  }
}
