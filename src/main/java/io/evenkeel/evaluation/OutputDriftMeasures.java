package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.LOWER_IS_BETTER;

import io.evenkeel.statistics.PopulationStabilityIndex;
import io.evenkeel.statistics.TotalVariation;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether predictions, scores and labels of a classifier moved away from the profile. */
final class OutputDriftMeasures {
  static final Metric PREDICTION_DRIFT =
      drift("prediction_drift", Scale.DISTANCE, "total variation over the predicted classes")
          .tolerating(0.1);
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
      List.of(PREDICTION_DRIFT, SCORE_DRIFT, SCORE_PSI, LABEL_DRIFT);

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

  private static long[] labels(SliceSummary summary) {
    return Arrays.stream(summary.confusion(SummaryLayout.ALL))
        .mapToLong(OutputDriftMeasures::total)
        .toArray();
  }

  private static long total(long[] cells) {
    return Arrays.stream(cells).sum();
  }
}
