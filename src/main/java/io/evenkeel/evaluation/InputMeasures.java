package io.evenkeel.evaluation;

import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.List;

/** What could not be used as it came: counted, never silently dropped. */
final class InputMeasures {
  static final Metric UNSCORED = metric("unscored", "predictions without a score");
  static final Metric INVALID_SCORES =
      metric("invalid_scores", "records whose scores were NaN or outside [0, 1]");
  static final Metric RENORMALISED =
      metric("renormalised_scores", "records whose scores were made to sum to 1");
  static final Metric UNKNOWN_PREDICTIONS =
      metric("unknown_predictions", "predictions of a class that is not configured");
  static final Metric UNKNOWN_LABELS =
      metric("unknown_labels", "labels of a class that is not configured");
  static final Metric CLIPPED_LOSSES =
      metric(
          "clipped_log_losses",
          "labelled predictions whose log loss was clipped at 34.5 nats: certain, and wrong");

  static final List<Metric> METRICS =
      List.of(
          UNSCORED,
          INVALID_SCORES,
          RENORMALISED,
          UNKNOWN_PREDICTIONS,
          UNKNOWN_LABELS,
          CLIPPED_LOSSES);

  private InputMeasures() {}

  private static Metric metric(String name, String formula) {
    return Metric.of(Family.INPUT, name, Scale.COUNT, formula)
        .best(Metric.Direction.LOWER_IS_BETTER);
  }

  /** For a classifier. */
  static void add(SliceSummary summary, Measurements to) {
    int classes = summary.layout().classes();
    long unknown = 0;
    for (long count : summary.confusion(SummaryLayout.ALL)[classes]) {
      unknown += count;
    }
    long labelled = summary.labelled(SummaryLayout.ALL);
    to.count(UNSCORED, summary.unscored(), summary.n());
    to.count(INVALID_SCORES, summary.invalidScores(), summary.rows());
    to.count(RENORMALISED, summary.renormalised(), summary.rows());
    to.count(UNKNOWN_PREDICTIONS, summary.predicted()[classes], summary.n());
    to.count(UNKNOWN_LABELS, unknown, labelled);
    to.count(CLIPPED_LOSSES, summary.clippedLosses(), labelled);
  }
}
