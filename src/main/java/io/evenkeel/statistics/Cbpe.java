package io.evenkeel.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What CBPE adds to {@link ExpectedConfusion}: the multiclass averages, the expected area under the
 * curve, and how far the estimate can be off.
 */
public final class Cbpe {

  private static final double DEVIATIONS = 3;

  private Cbpe() {}

  /**
   * Mean calibrated probability of the predicted class, from one one-versus-rest matrix per class;
   * undefined without records.
   */
  public static OptionalDouble multiclassAccuracy(List<ExpectedConfusion> classes) {
    if (classes.isEmpty() || classes.get(0).n() == 0) {
      return OptionalDouble.empty();
    }
    double right = classes.stream().mapToDouble(ExpectedConfusion::tp).sum();
    return OptionalDouble.of(right / classes.get(0).n());
  }

  /** The plain mean of a rate over the one-versus-rest matrices; undefined without records. */
  public static OptionalDouble macro(
      List<ExpectedConfusion> classes, Function<ExpectedConfusion, OptionalDouble> rate) {
    double sum = 0;
    for (ExpectedConfusion confusion : classes) {
      OptionalDouble value = rate.apply(confusion);
      if (value.isEmpty()) {
        return value;
      }
      sum += value.getAsDouble();
    }
    return classes.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / classes.size());
  }

  /**
   * The expected area under the ROC curve from expected positives (sum of p) and negatives (sum of
   * 1 - p) per score bin, in increasing order of the raw score; undefined when a class is not
   * expected.
   */
  public static OptionalDouble rocAuc(double[] positives, double[] negatives) {
    double area = 0;
    double allPositives = 0;
    double negativesBelow = 0;
    for (int bin = 0; bin < positives.length; bin++) {
      area += positives[bin] * (negativesBelow + negatives[bin] / 2);
      negativesBelow += negatives[bin];
      allPositives += positives[bin];
    }
    return allPositives > 0 && negativesBelow > 0
        ? OptionalDouble.of(Math.min(1, area / allPositives / negativesBelow))
        : OptionalDouble.empty();
  }

  /**
   * Standard error of accuracy in a window of {@code n} records: the population standard deviation
   * of correctness in the reference / sqrt(n) (NannyML); undefined without records on either side.
   */
  public static OptionalDouble accuracySamplingError(Proportion correctInReference, long n) {
    if (correctInReference.trials() == 0 || n <= 0) {
      return OptionalDouble.empty();
    }
    double right = correctInReference.value().getAsDouble();
    double wrong = correctInReference.complement().value().getAsDouble();
    return OptionalDouble.of(Math.sqrt(right * wrong / n));
  }

  /**
   * The band of three standard deviations around the estimated accuracy, cut to [0, 1]: variance =
   * sampling variance + sum p (1 - p) / n^2. Undefined as {@link #accuracySamplingError} is.
   */
  public static Optional<Interval> accuracyBand(
      ExpectedConfusion estimate, Proportion correctInReference) {
    OptionalDouble sampling = accuracySamplingError(correctInReference, estimate.n());
    OptionalDouble accuracy = estimate.accuracy();
    if (sampling.isEmpty() || accuracy.isEmpty()) {
      return Optional.empty();
    }
    double n = estimate.n();
    double deviation = Math.hypot(sampling.getAsDouble(), Math.sqrt(estimate.sumOfVariances()) / n);
    // Sums of probabilities can miss a whole number by a rounding error.
    double centre = Math.max(0, Math.min(1, accuracy.getAsDouble()));
    return Optional.of(
        new Interval(
            Math.max(0, centre - DEVIATIONS * deviation),
            Math.min(1, centre + DEVIATIONS * deviation)));
  }
}
