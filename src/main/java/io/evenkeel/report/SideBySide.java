package io.evenkeel.report;

import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.monitor.ReportWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Versions of a model beside each other: of each the newest window of the widest kind, everything
 * in it that a check looks at or that is named here.
 *
 * @param versions what the verdicts of each come to, by version and stage
 * @param rows what is compared, slice by slice
 */
public record SideBySide(SortedMap<Series, Tally> versions, List<Row> rows) {
  private static final List<String> ALWAYS =
      List.of(
          "selection_rate",
          "accuracy",
          "true_positive_rate",
          "false_positive_rate",
          "expected_calibration_error",
          "mean_absolute_error");

  public SideBySide {
    rows = List.copyOf(rows);
  }

  /** How many measurements of a version have which verdict. */
  public record Tally(long n, long breaches, long insufficient, long ok) {
    /** The worst verdict. */
    public @Nullable Verdict verdict() {
      if (breaches > 0) {
        return Verdict.BREACH;
      }
      return insufficient > 0 ? Verdict.INSUFFICIENT : ok > 0 ? Verdict.OK : null;
    }
  }

  /** What a number is about. */
  public record Key(
      String slice, String metric, @Nullable String feature, @Nullable String reference) {}

  /** One number of every version that has it. */
  public record Row(Key key, SortedMap<Series, Measurement> values) {}

  /** The comparison of all versions in these reports. */
  public static SideBySide of(List<WindowReport> reports) {
    SortedMap<Series, WindowReport> widest = new TreeMap<>();
    for (WindowReport report : reports) {
      if (report.slice().equals("*")) {
        widest.merge(report.series(), report, SideBySide::wider);
      }
    }
    SortedMap<Series, Tally> versions = new TreeMap<>();
    Map<Key, SortedMap<Series, Measurement>> rows = new LinkedHashMap<>();
    for (WindowReport report : reports) {
      WindowReport chosen = widest.get(report.series());
      if (chosen == null
          || !chosen.window().equals(report.window())
          || chosen.start() != report.start()) {
        continue;
      }
      for (Measurement m : report.measurements()) {
        boolean named = m.feature() == null && ALWAYS.contains(m.metric());
        if (m.verdict() != null || named) {
          rows.computeIfAbsent(
                  new Key(report.slice(), m.metric(), m.feature(), m.reference()),
                  key -> new TreeMap<>())
              .put(report.series(), m);
        }
      }
      versions.merge(report.series(), tally(report, chosen.n()), SideBySide::plus);
    }
    List<Row> listed = new ArrayList<>();
    rows.forEach((key, values) -> listed.add(new Row(key, values)));
    listed.sort(Comparator.comparing(row -> row.key().slice()));
    return new SideBySide(versions, listed);
  }

  private static WindowReport wider(WindowReport a, WindowReport b) {
    Comparator<WindowReport> byWidth =
        Comparator.<WindowReport, Boolean>comparing(
                report -> report.window().equals(ReportWindow.ALL.toString()))
            .thenComparingLong(report -> report.end() - report.start())
            .thenComparingLong(WindowReport::start);
    return byWidth.compare(a, b) >= 0 ? a : b;
  }

  private static Tally tally(WindowReport report, long n) {
    return new Tally(
        n,
        count(report, Verdict.BREACH),
        count(report, Verdict.INSUFFICIENT),
        count(report, Verdict.OK));
  }

  private static long count(WindowReport report, Verdict verdict) {
    return report.measurements().stream().filter(m -> m.verdict() == verdict).count();
  }

  private static Tally plus(Tally a, Tally b) {
    return new Tally(
        a.n(), a.breaches() + b.breaches(), a.insufficient() + b.insufficient(), a.ok() + b.ok());
  }
}
