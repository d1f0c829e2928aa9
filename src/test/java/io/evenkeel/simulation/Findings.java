package io.evenkeel.simulation;

import io.evenkeel.alert.Alert;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.monitor.ReportWindow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of one model in the end: the last report of every window, and every alert. */
record Findings(Map<String, WindowReport> reports, List<Alert> alerts) {

  static String key(WindowReport report) {
    boolean cumulative = report.window().equals(ReportWindow.ALL.toString());
    return report.series()
        + " "
        + report.slice()
        + " "
        + report.window()
        + " "
        + (cumulative ? 0 : report.start());
  }

  static Findings of(Collection<WindowReport> told, List<Alert> alerts) {
    Map<String, WindowReport> last = new TreeMap<>();
    told.forEach(report -> last.put(key(report), report));
    return new Findings(last, alerts);
  }

  /** The first thing that differs from what is expected, or null. */
  @Nullable String difference(Findings expected) {
    for (Map.Entry<String, WindowReport> entry : expected.reports.entrySet()) {
      WindowReport told = reports.get(entry.getKey());
      if (!entry.getValue().equals(told)) {
        return "window "
            + entry.getKey()
            + "\n  single pass: "
            + brief(entry.getValue())
            + "\n  stream:      "
            + (told == null ? "nothing" : brief(told))
            + (told == null ? "" : "\n  " + firstMeasurement(entry.getValue(), told));
      }
    }
    for (String key : reports.keySet()) {
      if (!expected.reports.containsKey(key)) {
        return "window " + key + " is not known to the single pass: " + brief(reports.get(key));
      }
    }
    for (int i = 0; i < Math.max(alerts.size(), expected.alerts.size()); i++) {
      Alert told = i < alerts.size() ? alerts.get(i) : null;
      Alert due = i < expected.alerts.size() ? expected.alerts.get(i) : null;
      if (!Objects.equals(told, due)) {
        return "alert " + i + "\n  single pass: " + due + "\n  stream:      " + told;
      }
    }
    return null;
  }

  private static String brief(@Nullable WindowReport report) {
    return report == null
        ? "nothing"
        : report.state()
            + " "
            + report.start()
            + ".."
            + report.end()
            + " n="
            + report.n()
            + " labelled="
            + report.labelled()
            + " late="
            + report.late()
            + " revision="
            + report.revision()
            + " asOf="
            + report.asOf()
            + " lag="
            + report.lagMedian()
            + "/"
            + report.lag95();
  }

  private static String firstMeasurement(WindowReport due, WindowReport told) {
    for (int i = 0; i < due.measurements().size(); i++) {
      Object other = i < told.measurements().size() ? told.measurements().get(i) : null;
      if (!due.measurements().get(i).equals(other)) {
        return due.measurements().get(i) + "\n  " + other;
      }
    }
    return "measurements are the same";
  }
}
