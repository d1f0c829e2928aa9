package io.evenkeel.evaluation;

import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much traffic a slice has and how much of it is labelled. Both counts stand in the head of
 * every report anyhow.
 */
final class CountMeasures {
  static final Metric N =
      Metric.of(Family.COUNTS, "count", Scale.COUNT, "predictions, each counted with its weight")
          .full();
  static final Metric LABELLED =
      Metric.of(Family.COUNTS, "labelled_count", Scale.COUNT, "predictions whose label is known")
          .full();
  static final Metric LABEL_COVERAGE =
      Metric.of(Family.COUNTS, "label_coverage", Scale.SHARE, "labelled / n")
          .best(Metric.Direction.HIGHER_IS_BETTER)
          .tolerating(0.05);

  static final Metric LABEL_LAG =
      Metric.of(
              Family.COUNTS,
              "label_lag",
              Scale.MILLISECONDS,
              "median time from prediction to label, within 9 %")
          .best(Metric.Direction.LOWER_IS_BETTER)
          .undefinedWhen("no labels")
          .full();

  static final List<Metric> METRICS = List.of(N, LABELLED, LABEL_COVERAGE, LABEL_LAG);

  private CountMeasures() {}

  static void add(SliceSummary summary, Measurements to) {
    long n = summary.n();
    long labelled = summary.labelled(SummaryLayout.ALL);
    to.count(N, n, n);
    to.count(LABELLED, labelled, n);
    to.rate(LABEL_COVERAGE, new Proportion(labelled, n), Weights.mean(summary));
    Long lag = LabelDelay.quantile(summary, 0.5);
    to.value(LABEL_LAG, lag == null ? OptionalDouble.empty() : OptionalDouble.of(lag), labelled);
  }
}
