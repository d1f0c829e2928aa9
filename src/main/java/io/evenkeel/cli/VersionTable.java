package io.evenkeel.cli;

import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.report.SideBySide;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Versions of a model beside each other, for people: a column for each, {@code !} on a breach. */
final class VersionTable {
  private VersionTable() {}

  static void print(PrintStream out, SideBySide comparison) {
    out.printf("%n%-24s %-60s", "slice", "metric");
    comparison.versions().keySet().forEach(series -> out.printf(" %18s", name(series)));
    out.println();
    for (SideBySide.Row row : comparison.rows()) {
      out.printf("%-24s %-60s", row.key().slice(), label(row.key()));
      for (Series series : comparison.versions().keySet()) {
        out.printf(" %18s", value(row.values().get(series)));
      }
      out.println();
    }
    out.printf("%-24s %-60s", "", "verdict");
    comparison.versions().values().forEach(tally -> out.printf(" %18s", tally.verdict()));
    out.println();
  }

  private static String name(Series series) {
    String version = series.version().isEmpty() ? "(no version)" : series.version();
    return switch (series.stage()) {
      case PRODUCTION -> version;
      case PRE_PRODUCTION -> version + " (test)";
    };
  }

  private static String label(SideBySide.Key key) {
    return key.metric()
        + (key.feature() == null ? "" : " of " + key.feature())
        + (key.reference() == null ? "" : " against " + key.reference());
  }

  private static String value(@Nullable Measurement m) {
    Double value = m == null ? null : m.value();
    if (m == null || value == null) {
      return "-";
    }
    String mark =
        m.verdict() == Verdict.BREACH ? " !" : m.verdict() == Verdict.INSUFFICIENT ? " ?" : "  ";
    return String.format(Locale.ROOT, "%.4f%s", value, mark);
  }
}
