package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.HIGHER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.LOWER_IS_BETTER;

import io.evenkeel.statistics.ChiSquareTest;
import io.evenkeel.statistics.PopulationStabilityIndex;
import io.evenkeel.statistics.TotalVariation;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether predictions, scores and labels of a classifier moved away from the profile. */
final class OutputDriftMeasures {
  static final Metric PREDICTION_DRIFT =
      drift("prediction_drift", Scale.DISTANCE, "total variation over the predicted classes")
          .tolerating(0.1);
  static final Metric PREDICTION_PSI =
      drift(
              "prediction_population_stability_index",
              Scale.INDEX,
              "population stability index over the predicted classes")
          .tolerating(0.2)
          .full();
  static final Metric PREDICTION_CHI_SQUARE =
      drift(
              "prediction_chi_square",
              Scale.INDEX,
              "two-sample Pearson statistic over the predicted classes, small cells pooled")
          .undefinedWhen("fewer than two classes predicted, or no records")
          .full();
  static final Metric PREDICTION_CHI_SQUARE_P =
      drift(
              "prediction_chi_square_p_value",
              Scale.P_VALUE,
              "chance of such a statistic without any drift")
          .best(HIGHER_IS_BETTER)
          .undefinedWhen("fewer than two classes predicted, or no records")
          .full();
  static final Metric SCORE_DRIFT =
      drift("score_drift", Scale.DISTANCE, "total variation over 20 equal-width score bins")
          .undefinedWhen("no scores in the window or in the profile")
          .tolerating(0.1);
  static final Metric SCORE_PSI =
      drift(
              "score_population_stability_index",
              Scale.INDEX,
              "population stability index over 20 equal-width score bins")
          .undefinedWhen("no scores in the window or in the profile")
          .tolerating(0.2)
          .full();
  static final Metric LABEL_DRIFT =
      drift("label_drift", Scale.DISTANCE, "total variation over the classes of the labels")
          .undefinedWhen("no labels in the window or in the profile")
          .tolerating(0.1);

  static final List<Metric> METRICS =
      List.of(
          PREDICTION_DRIFT,
          PREDICTION_PSI,
          PREDICTION_CHI_SQUARE,
          PREDICTION_CHI_SQUARE_P,
          SCORE_DRIFT,
          SCORE_PSI,
          LABEL_DRIFT);

  private OutputDriftMeasures() {}

  private static Metric drift(String name, Scale scale, String formula) {
    return Metric.of(Family.OUTPUT_DRIFT, name, scale, formula)
        .best(LOWER_IS_BETTER)
        .undefinedWhen("no predictions in the window or in the profile");
  }

  /**
   * Adds the drift of a classifier's answers.
   *
   * @param predicts whether the model's own answers are judged, not only feedback
   * @param reference the slice in the profile, or null when it is not there
   */
  static void add(
      SliceSummary now,
      @Nullable SliceSummary reference,
      boolean predicts,
      boolean labels,
      Measurements to) {
    if (reference == null) {
      to.undefined(PREDICTION_DRIFT, now.n(), FeatureDriftMeasures.NOT_IN_PROFILE);
      return;
    }
    if (predicts) {
      long[] predicted = now.predicted();
      to.value(
          PREDICTION_DRIFT, TotalVariation.of(reference.predicted(), predicted), total(predicted));
      predictions(now, reference, to);
      long[] scores = now.scoreCounts();
      long[] referenceScores = reference.scoreCounts();
      to.value(SCORE_DRIFT, TotalVariation.of(referenceScores, scores), total(scores));
      to.value(SCORE_PSI, PopulationStabilityIndex.of(referenceScores, scores), total(scores));
    }
    if (labels) {
      long[] current = labels(now);
      to.value(LABEL_DRIFT, TotalVariation.of(labels(reference), current), total(current));
    }
  }

  private static void predictions(SliceSummary now, SliceSummary reference, Measurements to) {
    long[] current = now.predicted();
    long[] before = reference.predicted();
    long n = total(current);
    to.value(PREDICTION_PSI, PopulationStabilityIndex.of(before, current), n);
    Optional<ChiSquareTest> test =
        ChiSquareTest.twoSamplePooled(
            Weights.effective(before, Weights.mean(reference)),
            Weights.effective(current, Weights.mean(now)));
    to.value(
        PREDICTION_CHI_SQUARE, FeatureDriftMeasures.number(test.map(ChiSquareTest::statistic)), n);
    to.value(
        PREDICTION_CHI_SQUARE_P, FeatureDriftMeasures.number(test.map(ChiSquareTest::pValue)), n);
  }

  private static long[] labels(SliceSummary summary) {
    return Arrays.stream(summary.confusion(SummaryLayout.ALL))
        .mapToLong(OutputDriftMeasures::total)
        .toArray();
  }

  private static long total(long[] cells) {
    return Arrays.stream(cells).sum();
  }
}
