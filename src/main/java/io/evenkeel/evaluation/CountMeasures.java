package io.evenkeel.evaluation;

import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.List;

/** How much traffic a slice has and how much of it is labelled. */
final class CountMeasures {
  static final Metric N =
      Metric.of(Family.COUNTS, "count", Scale.COUNT, "predictions, each counted with its weight");
  static final Metric LABELLED =
      Metric.of(Family.COUNTS, "labelled_count", Scale.COUNT, "predictions whose label is known");
  static final Metric LABEL_COVERAGE =
      Metric.of(Family.COUNTS, "label_coverage", Scale.SHARE, "labelled / n")
          .best(Metric.Direction.HIGHER_IS_BETTER)
          .tolerating(0.05);

  static final List<Metric> METRICS = List.of(N, LABELLED, LABEL_COVERAGE);

  private CountMeasures() {}

  static void add(SliceSummary summary, Measurements to) {
    long n = summary.n();
    long labelled = summary.labelled(SummaryLayout.ALL);
    to.count(N, n, n);
    to.count(LABELLED, labelled, n);
    to.rate(LABEL_COVERAGE, new Proportion(labelled, n), Weights.mean(summary));
  }
}
