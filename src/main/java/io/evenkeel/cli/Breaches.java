package io.evenkeel.cli;

import io.evenkeel.evaluation.Verdict;
import io.evenkeel.evaluation.WindowReport;
import java.util.List;

/** Looks for breaches in reports. */
final class Breaches {
  private Breaches() {}

  static boolean any(List<WindowReport> reports) {
    return reports.stream()
        .flatMap(report -> report.measurements().stream())
        .anyMatch(measurement -> measurement.verdict() == Verdict.BREACH);
  }
}
