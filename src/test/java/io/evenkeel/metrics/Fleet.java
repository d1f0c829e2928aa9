package io.evenkeel.metrics;

import static io.evenkeel.readmodel.KnownModel.HOUR;
import static io.evenkeel.readmodel.KnownModel.START;

import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.event.Stage;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.Task;
import io.evenkeel.readmodel.KnownModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many models with many slices, as the topics tell of them. */
final class Fleet {
  private static final List<String> METRICS =
      List.of(
          "selection_rate",
          "accuracy",
          "true_positive_rate",
          "false_positive_rate",
          "selection_rate_difference",
          "disparate_impact",
          "expected_calibration_error",
          "label_coverage");

  private Fleet() {}

  /** Adds models of so many slices, each with eight measurements and drift of ten features. */
  static void add(KnownModel known, int models, int slices) {
    for (int m = 0; m < models; m++) {
      String name = "credit-risk-" + m;
      known.monitor(name, Monitor.of(name, Task.BINARY, List.of()));
      Series series = new Series(name, "2026.01", Stage.PRODUCTION);
      for (int s = 0; s < slices; s++) {
        known.report(report(series, slice(s), s));
      }
    }
  }

  static String slice(int number) {
    return number == 0 ? "*" : "region=region-" + number + "&sex=Female";
  }

  private static WindowReport report(Series series, String slice, int number) {
    List<Measurement> measurements = new ArrayList<>();
    for (String metric : METRICS) {
      measurements.add(measurement(metric, null, 0.123456789 + number / 1000.0, Verdict.OK));
    }
    for (int feature = 0; feature < 10; feature++) {
      Verdict verdict = number == 7 && feature == 3 ? Verdict.BREACH : Verdict.OK;
      measurements.add(
          measurement("population_stability_index", "feature-" + feature, 0.0123456, verdict));
    }
    return report(series, slice, 1000 + number, measurements);
  }

  static Measurement measurement(
      String metric, @Nullable String feature, double value, @Nullable Verdict verdict) {
    return new Measurement(
        metric, feature, value, null, null, 1000, verdict, null, "region=region-1", 0.05);
  }

  static WindowReport report(Series series, String slice, long n, List<Measurement> measurements) {
    return new WindowReport(
        series,
        slice,
        "1h",
        START,
        START + HOUR,
        WindowReport.State.CLOSED,
        0,
        n,
        n,
        1.0,
        null,
        null,
        0,
        null,
        measurements,
        "",
        List.of(),
        List.of());
  }
}
