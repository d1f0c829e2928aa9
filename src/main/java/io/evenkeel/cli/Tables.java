package io.evenkeel.cli;

import io.evenkeel.alert.Alert;
import io.evenkeel.batch.ErrorStream;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.evaluation.WindowReport;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reports as tables for people: the newest window of each kind, a line per slice, then what is in
 * breach.
 */
final class Tables {
  private static final List<String> COLUMNS =
      List.of(
          "selection_rate",
          "accuracy",
          "true_positive_rate",
          "false_positive_rate",
          "precision",
          "expected_calibration_error");

  private Tables() {}

  static void print(PrintStream out, List<WindowReport> reports, List<Alert> alerts) {
    for (WindowReport newest : newest(reports)) {
      out.printf(
          Locale.ROOT,
          "%n%s %s %s  %s to %s  %s%n",
          newest.series().model(),
          newest.series().version(),
          newest.window(),
          Instant.ofEpochMilli(newest.start()),
          Instant.ofEpochMilli(newest.end()),
          newest.state());
      out.printf("%-40s %9s %9s", "slice", "n", "labelled");
      COLUMNS.forEach(metric -> out.printf(" %14s", shortName(metric)));
      out.println();
      reports.stream()
          .filter(report -> sameWindow(report, newest))
          .forEach(report -> line(out, report));
    }
    breaches(out, reports);
    alerts(out, alerts);
  }

  /** A line per detector and slice, with the first changes. */
  static void errorStreams(PrintStream out, List<ErrorStream> streams) {
    if (!streams.isEmpty()) {
      out.printf("%n%-40s %-14s %9s %9s %9s%n", "errors of", "detector", "n", "wrong", "changes");
    }
    for (ErrorStream stream : streams) {
      out.printf(
          Locale.ROOT,
          "%-40s %-14s %,9d %,9d %,9d%s%n",
          stream.slice(),
          stream.detector(),
          stream.n(),
          stream.errors(),
          stream.changes().size(),
          stream.changes().isEmpty()
              ? ""
              : "  first " + Instant.ofEpochMilli(stream.changes().get(0).time()));
    }
  }

  private static List<WindowReport> newest(List<WindowReport> reports) {
    return reports.stream()
        .filter(report -> report.slice().equals("*"))
        .filter(
            report ->
                reports.stream()
                    .noneMatch(
                        other ->
                            other.slice().equals("*")
                                && other.series().equals(report.series())
                                && other.window().equals(report.window())
                                && other.start() > report.start()))
        .toList();
  }

  private static boolean sameWindow(WindowReport a, WindowReport b) {
    return a.series().equals(b.series()) && a.window().equals(b.window()) && a.start() == b.start();
  }

  private static String shortName(String metric) {
    return switch (metric) {
      case "selection_rate" -> "selected";
      case "true_positive_rate" -> "TPR";
      case "false_positive_rate" -> "FPR";
      case "expected_calibration_error" -> "ECE";
      default -> metric;
    };
  }

  private static void line(PrintStream out, WindowReport report) {
    out.printf(Locale.ROOT, "%-40s %,9d %,9d", report.slice(), report.n(), report.labelled());
    for (String metric : COLUMNS) {
      Optional<Measurement> found =
          report.measurements().stream()
              .filter(m -> m.metric().equals(metric) && m.feature() == null)
              .findFirst();
      Double value = found.map(Measurement::value).orElse(null);
      out.printf(" %14s", value == null ? "-" : String.format(Locale.ROOT, "%.4f", value));
    }
    out.println();
  }

  private static void breaches(PrintStream out, List<WindowReport> reports) {
    long breaches =
        reports.stream()
            .flatMap(report -> report.measurements().stream())
            .filter(m -> m.verdict() == Verdict.BREACH)
            .count();
    out.printf(Locale.ROOT, "%n%,d measurements in breach over all windows.%n", breaches);
  }

  private static void alerts(PrintStream out, List<Alert> alerts) {
    out.printf(Locale.ROOT, "%,d alerts.%n", alerts.size());
    alerts.forEach(alert -> out.println(line(alert)));
  }

  /** One alert as a line. */
  static String line(Alert alert) {
    return Instant.ofEpochMilli(alert.windowEnd())
        + " "
        + alert.state()
        + " "
        + alert.severity()
        + " "
        + alert.kind()
        + " "
        + alert.series().model()
        + ": "
        + alert.message();
  }
}
