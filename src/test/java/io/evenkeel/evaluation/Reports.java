package io.evenkeel.evaluation;

import io.evenkeel.digest.Series;
import io.evenkeel.event.Stage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds measurements in reports. */
final class Reports {
  static final Series SERIES = new Series("model", "1", Stage.PRODUCTION);
  static final WindowSpan ALL = new WindowSpan("all", 0, 1000, true);

  private Reports() {}

  static WindowReport slice(List<WindowReport> reports, String slice) {
    return reports.stream()
        .filter(report -> report.slice().equals(slice))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no report of " + slice));
  }

  static Measurement of(WindowReport report, String metric) {
    return of(report, metric, null);
  }

  static Measurement of(WindowReport report, String metric, @Nullable String feature) {
    List<Measurement> found =
        report.measurements().stream()
            .filter(m -> m.metric().equals(metric) && Objects.equals(m.feature(), feature))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + metric + " in " + report.slice());
    }
    return found.get(0);
  }

  static double value(WindowReport report, String metric) {
    Double value = of(report, metric).value();
    if (value == null) {
      throw new AssertionError(metric + " is undefined: " + of(report, metric).reason());
    }
    return value;
  }
}
