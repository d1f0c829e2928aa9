package io.evenkeel.evaluation;

import io.evenkeel.digest.Plan;
import io.evenkeel.evaluation.WindowReport.State;
import io.evenkeel.summary.SliceSummary;
import java.util.List;

/** A report whose group is too small to be seen, or would give a smaller one away. */
final class HiddenReport {
  private HiddenReport() {}

  /**
   * The same report without its numbers: every value is null, every count 0, with the reason. The
   * revision counts late labels, so it is hidden, too.
   */
  static WindowReport of(WindowReport report, Plan plan, SliceSummary summary) {
    int k = plan.monitor().limits().suppressBelow();
    String reason =
        summary.rows() < k
            ? "group smaller than " + k
            : "hidden to protect a group smaller than " + k;
    return new WindowReport(
        report.series(),
        report.slice(),
        report.window(),
        report.start(),
        report.end(),
        report.state() == State.REVISED ? State.CLOSED : report.state(),
        0,
        0,
        0,
        null,
        null,
        null,
        0,
        null,
        report.measurements().stream().map(measurement -> hide(measurement, reason)).toList(),
        report.profileHash(),
        List.of(),
        List.of());
  }

  /** The measurement without its number. */
  static Measurement hide(Measurement measurement, String reason) {
    return new Measurement(
        measurement.metric(),
        measurement.feature(),
        null,
        null,
        null,
        0,
        null,
        reason,
        measurement.reference(),
        null);
  }
}
