package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.alert.Alert;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.replay.OutputReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last report of every window, and every sentence of every alert in order. */
final class HeardResults implements OutputReader.Listener {
  private final Map<String, WindowReport> reports = new LinkedHashMap<>();
  private final Map<String, List<Alert>> alerts = new TreeMap<>();
  private long records;

  @Override
  public void report(String key, WindowReport report) {
    records++;
    reports.put(SinglePass.key(report), report);
  }

  @Override
  public void gone(String key) {
    throw new AssertionError("nothing goes away here: " + key);
  }

  @Override
  public void alert(Alert alert) {
    records++;
    alerts.computeIfAbsent(alert.series().model(), m -> new ArrayList<>()).add(alert);
  }

  /** Reports and sentences heard, replaced ones included. */
  long records() {
    return records;
  }

  Map<String, WindowReport> reports() {
    return reports;
  }

  long sentences() {
    return alerts.values().stream().mapToInt(List::size).sum();
  }

  /** Fails unless these are exactly the results of a single pass. */
  void assertTell(SinglePass expected) {
    assertThat(reports.keySet()).isEqualTo(expected.reports().keySet());
    expected
        .reports()
        .forEach((key, report) -> assertThat(reports.get(key)).as(key).isEqualTo(report));
    assertThat(expected.alerts().values())
        .as("there is trouble to tell of")
        .noneMatch(List::isEmpty);
    expected
        .alerts()
        .forEach(
            (model, told) ->
                assertThat(alerts.getOrDefault(model, List.of()))
                    .as("alerts of " + model)
                    .containsExactlyElementsOf(told));
    assertThat(alerts.keySet()).isEqualTo(expected.alerts().keySet());
  }

  /** Windows that are no longer open. */
  long settled() {
    return reports.values().stream()
        .filter(report -> report.state() != WindowReport.State.OPEN)
        .count();
  }

  long counted() {
    return reports.values().stream()
        .filter(report -> report.window().equals("all") && report.slice().equals("*"))
        .mapToLong(WindowReport::n)
        .sum();
  }
}
