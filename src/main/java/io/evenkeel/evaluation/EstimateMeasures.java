package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.HIGHER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.ZERO_IS_BEST;

import io.evenkeel.statistics.Cbpe;
import io.evenkeel.statistics.ExpectedConfusion;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.Moments;
import io.evenkeel.statistics.NormalInterval;
import io.evenkeel.statistics.PredictionPoweredEstimate;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Quality of a binary classifier estimated from calibrated scores before the labels come. It is
 * right only while the chance of the outcome given the score stays as in the profile.
 */
final class EstimateMeasures {
  private static final String NANNYML = "CBPE, NannyML 0.13.1";

  static final Metric ACCURACY =
      metric("estimated_accuracy", "mean calibrated probability of being right; interval 3 sd")
          .tolerating(0.05);
  static final Metric ROC_AUC =
      metric(
              "estimated_roc_auc",
              "from calibrated probabilities over 100 score bins; the interval is the exact error"
                  + " bound of the bins")
          .undefinedWhen("no scored predictions, or one class is not expected at all");
  static final Metric PRECISION =
      metric("estimated_precision", "from the expected confusion matrix; 0 if nothing is positive")
          .full();
  static final Metric TRUE_POSITIVE_RATE =
      metric(
              "estimated_true_positive_rate",
              "from the expected confusion matrix; 0 if nothing is positive")
          .full();
  static final Metric F1 =
      metric("estimated_f1", "from the expected confusion matrix; 0 if nothing is positive").full();
  static final Metric COMBINED_ACCURACY =
      metric(
              "prediction_powered_accuracy",
              "estimated accuracy corrected by the labels there are: mean f + mean (y - f)")
          .undefinedWhen("fewer than two labels")
          .from("Angelopoulos et al. 2023");
  static final Metric RESIDUAL =
      Metric.of(
              Family.ESTIMATE,
              "estimate_residual",
              Scale.ERROR_OF_TRUTH,
              "mean of right or wrong minus its estimate, over the labelled: far from 0 means the"
                  + " estimate is stale")
          .best(ZERO_IS_BEST)
          .undefinedWhen("fewer than two labels")
          .tolerating(0.05)
          .from("Angelopoulos et al. 2023");

  static final List<Metric> METRICS =
      List.of(ACCURACY, ROC_AUC, PRECISION, TRUE_POSITIVE_RATE, F1, COMBINED_ACCURACY, RESIDUAL);

  private EstimateMeasures() {}

  private static Metric metric(String name, String formula) {
    return Metric.of(Family.ESTIMATE, name, Scale.SHARE, formula)
        .best(HIGHER_IS_BETTER)
        .undefinedWhen("no scored predictions")
        .from(NANNYML);
  }

  /**
   * Adds the estimates, where the plan makes them.
   *
   * @param correct how many were right in the profile, or null when unknown
   */
  static void add(SliceSummary now, @Nullable Proportion correct, Measurements to) {
    if (!now.layout().shape().estimated()) {
      return;
    }
    long[] counts = now.estimatedCounts();
    double[] positives = now.estimatedPositives();
    double[] variances = now.estimatedVariances();
    long n = counts[0] + counts[1];
    ExpectedConfusion expected =
        ExpectedConfusion.ofSums(
            new Proportion(counts[1], n), positives[1], positives[0], variances[0] + variances[1]);
    Optional<Interval> band =
        correct == null ? Optional.empty() : Cbpe.accuracyBand(expected, correct);
    to.value(ACCURACY, expected.accuracy(), band, n);
    rocAuc(now, n, to);
    to.value(PRECISION, expected.precision(), n);
    to.value(TRUE_POSITIVE_RATE, expected.recall(), n);
    to.value(F1, expected.f1(), n);
    combined(now, expected, to);
  }

  private static void rocAuc(SliceSummary now, long n, Measurements to) {
    long[] counts = now.rankCounts();
    double[] positives = now.rankEstimatedPositives();
    double[] negatives = new double[counts.length];
    double allPositives = 0;
    double allNegatives = 0;
    double undecided = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      negatives[bin] = counts[bin] - positives[bin];
      allPositives += positives[bin];
      allNegatives += negatives[bin];
      undecided += positives[bin] * negatives[bin];
    }
    OptionalDouble area = Cbpe.rocAuc(positives, negatives);
    Optional<Interval> bound =
        area.isEmpty()
            ? Optional.empty()
            : Optional.of(
                around(area.getAsDouble(), undecided / 2 / (allPositives * allNegatives)));
    to.value(ROC_AUC, area, bound, n);
  }

  private static Interval around(double share, double error) {
    // Sums of probabilities may miss a whole number by a rounding error, to either side.
    double reach = Math.max(0, error);
    return new Interval(share - reach, share + reach).clamped(0, 1);
  }

  private static void combined(SliceSummary now, ExpectedConfusion expected, Measurements to) {
    long labelled = 0;
    for (long count : now.labelScoreCounts(SummaryLayout.ALL)) {
      labelled += count;
    }
    Moments estimates =
        Moments.ofScaledSums(
            expected.n(), expected.tp() + expected.tn(), now.estimatedSquareSum(), 0, 1);
    Moments residuals =
        Moments.ofScaledSums(
            labelled,
            now.residualEstimateSum(SummaryLayout.ALL),
            now.residualEstimateSquareSum(),
            0,
            1);
    Optional<PredictionPoweredEstimate> combined =
        PredictionPoweredEstimate.of(estimates, residuals);
    if (combined.isEmpty()) {
      to.undefined(COMBINED_ACCURACY, labelled, COMBINED_ACCURACY.undefined());
      to.undefined(RESIDUAL, labelled, RESIDUAL.undefined());
      return;
    }
    double weight = Weights.mean(now);
    PredictionPoweredEstimate estimate = combined.get();
    to.value(
        COMBINED_ACCURACY,
        OptionalDouble.of(estimate.value()),
        Optional.of(
            NormalInterval.around(
                    estimate.value(), Math.sqrt(weight * estimate.variance()), Measurements.ALPHA)
                .clamped(0, 1)),
        expected.n());
    MeanSums sums =
        new MeanSums(
            labelled,
            now.residualEstimateSum(SummaryLayout.ALL),
            now.residualEstimateSquareSum(),
            weight);
    to.value(
        RESIDUAL,
        OptionalDouble.of(estimate.residual()),
        sums.mean().map(mean -> mean.interval(Measurements.ALPHA)),
        labelled);
  }
}
