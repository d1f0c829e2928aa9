package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.HIGHER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.LOWER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.ZERO_IS_BEST;

import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.Moments;
import io.evenkeel.statistics.RegressionErrors;
import io.evenkeel.summary.Quantity;
import io.evenkeel.summary.RegressionSums;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How far predicted numbers are off, and by how much more for one group than for another. */
final class RegressionMeasures {
  private static final String SKLEARN = "scikit-learn 1.2.1";

  static final Metric MEAN_PREDICTION =
      metric("mean_prediction", Scale.TARGET, "mean predicted number, labelled only")
          .best(Metric.Direction.NEITHER);
  static final Metric MEAN_LABEL =
      metric("mean_label", Scale.TARGET, "mean true number").best(Metric.Direction.NEITHER);
  static final Metric MEAN_ERROR =
      metric("mean_error", Scale.TARGET_ERROR, "mean of prediction - truth").best(ZERO_IS_BEST);
  static final Metric MEAN_ABSOLUTE_ERROR =
      metric("mean_absolute_error", Scale.TARGET_SIZE, "mean |prediction - truth|").from(SKLEARN);
  static final Metric MEAN_SQUARED_ERROR =
      metric("mean_squared_error", Scale.TARGET_SQUARE, "mean (prediction - truth)^2")
          .full()
          .from(SKLEARN);
  static final Metric ROOT_MEAN_SQUARED_ERROR =
      metric("root_mean_squared_error", Scale.TARGET_SIZE, "sqrt of the mean squared error")
          .from(SKLEARN);
  static final Metric R_SQUARED =
      metric("r_squared", Scale.DETERMINATION, "1 - SSE / SST; below 0: worse than the mean")
          .best(HIGHER_IS_BETTER)
          .undefinedWhen("fewer than two labelled predictions, or all truths are equal")
          .from(SKLEARN);
  static final Metric RESIDUAL_DEVIATION =
      metric(
              "residual_standard_deviation",
              Scale.TARGET_SIZE,
              "standard deviation of prediction - truth")
          .full();
  static final Metric MEAN_PREDICTION_GAP =
      gap("mean_prediction_difference", "mean predicted number");
  static final Metric MEAN_ERROR_GAP = gap("mean_error_difference", "mean of prediction - truth");
  static final Metric ABSOLUTE_ERROR_GAP =
      gap("mean_absolute_error_difference", "mean |prediction - truth|");

  static final List<Metric> METRICS =
      List.of(
          MEAN_PREDICTION,
          MEAN_LABEL,
          MEAN_ERROR,
          MEAN_ABSOLUTE_ERROR,
          MEAN_SQUARED_ERROR,
          ROOT_MEAN_SQUARED_ERROR,
          R_SQUARED,
          RESIDUAL_DEVIATION);

  static final List<Metric> GAPS = List.of(MEAN_PREDICTION_GAP, MEAN_ERROR_GAP, ABSOLUTE_ERROR_GAP);

  private RegressionMeasures() {}

  private static Metric metric(String name, Scale scale, String formula) {
    return Metric.of(Family.REGRESSION, name, scale, formula)
        .best(LOWER_IS_BETTER)
        .undefinedWhen("no labelled predictions");
  }

  private static Metric gap(String name, String of) {
    return Metric.of(Family.GROUP_GAP, name, Scale.TARGET_GAP, of + ": group minus reference")
        .best(ZERO_IS_BEST)
        .undefinedWhen("fewer than two labelled predictions in the group or in the reference")
        .from("Welch interval");
  }

  static void add(SliceSummary summary, Quantity scale, Measurements to) {
    RegressionSums sums = summary.regression(SummaryLayout.ALL, scale);
    long n = sums.n();
    Moments error = Moments.ofScaledSums(n, sums.error(), sums.errorSquare(), 0, 1);
    Moments absolute = Moments.ofScaledSums(n, sums.absoluteError(), sums.errorSquare(), 0, 1);
    Moments truth = Moments.ofScaledSums(n, sums.truth(), sums.truthSquare(), sums.centre(), 1);
    Moments predicted =
        Moments.ofScaledSums(n, sums.predicted(), sums.predictedSquare(), sums.centre(), 1);
    RegressionErrors errors = new RegressionErrors(error, absolute, truth, 0);
    to.value(MEAN_PREDICTION, predicted.average(), n);
    to.value(MEAN_LABEL, truth.average(), n);
    to.value(MEAN_ERROR, errors.bias(), interval(ofError(scale).apply(summary)), n);
    to.value(
        MEAN_ABSOLUTE_ERROR,
        errors.meanAbsoluteError(),
        interval(ofAbsoluteError(scale).apply(summary)),
        n);
    to.value(MEAN_SQUARED_ERROR, errors.meanSquaredError(), n);
    to.value(ROOT_MEAN_SQUARED_ERROR, errors.rootMeanSquaredError(), n);
    to.value(R_SQUARED, errors.rSquared(), n);
    to.value(RESIDUAL_DEVIATION, errors.residualStandardDeviation(), n);
  }

  private static Optional<Interval> interval(MeanSums sums) {
    return sums.mean().map(mean -> mean.interval(Measurements.ALPHA));
  }

  static void addGaps(Comparison comparison, Quantity scale, Measurements to) {
    to.remarking(comparison.coverageRemark());
    Gaps.add(MEAN_PREDICTION_GAP, Gaps.difference(comparison, ofPrediction(scale)), to);
    Gaps.add(MEAN_ERROR_GAP, Gaps.difference(comparison, ofError(scale)), to);
    Gaps.add(ABSOLUTE_ERROR_GAP, Gaps.difference(comparison, ofAbsoluteError(scale)), to);
    to.remarking(null);
  }

  private static Function<SliceSummary, MeanSums> ofPrediction(Quantity scale) {
    return summary -> {
      RegressionSums sums = summary.regression(SummaryLayout.ALL, scale);
      return sums(sums.n(), sums.predicted(), sums.predictedSquare(), summary);
    };
  }

  private static Function<SliceSummary, MeanSums> ofError(Quantity scale) {
    return summary -> {
      RegressionSums sums = summary.regression(SummaryLayout.ALL, scale);
      return sums(sums.n(), sums.error(), sums.errorSquare(), summary);
    };
  }

  private static Function<SliceSummary, MeanSums> ofAbsoluteError(Quantity scale) {
    return summary -> {
      RegressionSums sums = summary.regression(SummaryLayout.ALL, scale);
      return sums(sums.n(), sums.absoluteError(), sums.errorSquare(), summary);
    };
  }

  private static MeanSums sums(long n, double sum, double squares, SliceSummary summary) {
    return new MeanSums(n, sum, squares, Weights.mean(summary));
  }
}
