package io.evenkeel.batch;

import io.evenkeel.alert.Alert;
import io.evenkeel.evaluation.ReportOrder;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.join.JoinOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch came to.
 *
 * @param windows every report, in the order of {@link ReportOrder}
 * @param alerts every alert, in the order in which they were decided
 * @param outcomes how many predictions and feedbacks met which fate
 * @param errorStreams what detectors say of the errors, series and slices by name
 */
public record BatchResult(
    List<WindowReport> windows,
    List<Alert> alerts,
    Map<JoinOutcome, Long> outcomes,
    List<ErrorStream> errorStreams) {
  public BatchResult {
    windows = List.copyOf(windows);
    alerts = List.copyOf(alerts);
    outcomes = Map.copyOf(outcomes);
    errorStreams = List.copyOf(errorStreams);
  }

  /** Batches of different versions of a model together. */
  public static BatchResult together(List<BatchResult> results) {
    List<WindowReport> windows = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    Map<JoinOutcome, Long> outcomes = new EnumMap<>(JoinOutcome.class);
    List<ErrorStream> errors = new ArrayList<>();
    for (BatchResult result : results) {
      windows.addAll(result.windows());
      alerts.addAll(result.alerts());
      errors.addAll(result.errorStreams());
      result.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    }
    windows.sort(ReportOrder.BY_WINDOW);
    return new BatchResult(windows, alerts, outcomes, errors);
  }
}
