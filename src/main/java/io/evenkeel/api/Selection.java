package io.evenkeel.api;

import io.evenkeel.config.StoredMonitor;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.WindowReport.State;
import io.evenkeel.event.Stage;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.readmodel.ReadModel;
import io.evenkeel.readmodel.StoredReport;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about: a model, one of its versions, and a length of window.
 *
 * @param monitor the monitor as it is now
 * @param series version and stage; without a wish the production version that has the newest window
 * @param window length; without a wish the shortest
 */
record Selection(StoredMonitor monitor, Series series, String window) {
  static final String OVERALL = "*";

  /** What the request selects, or the problem that there is none. */
  static Selection of(ReadModel model, Query query) {
    String name = query.path("model");
    StoredMonitor monitor = monitor(model, name);
    Series series = series(model, name, query);
    List<String> lengths = lengths(model, monitor, series);
    String window =
        query
            .text("window")
            .map(wish -> found(wish, lengths))
            .orElseGet(() -> lengths.isEmpty() ? "all" : lengths.get(0));
    return new Selection(monitor, series, window);
  }

  static StoredMonitor monitor(ReadModel model, String name) {
    return model
        .monitor(name)
        .orElseThrow(() -> Query.missing("there is no monitor of a model '" + name + "'"));
  }

  private static String found(String wish, List<String> lengths) {
    if (!lengths.contains(wish)) {
      throw Query.wrong("window", "must be one of " + lengths + ", got " + wish);
    }
    return wish;
  }

  private static Series series(ReadModel model, String name, Query query) {
    String version = query.text("version").orElse(null);
    List<Stage> stages = query.words("stage", Stage.class);
    List<Series> all =
        model.series(name).stream()
            .filter(series -> version == null || series.version().equals(version))
            .filter(series -> stages.isEmpty() || stages.contains(series.stage()))
            .toList();
    return all.stream()
        .max(
            Comparator.<Series>comparingInt(s -> s.stage() == Stage.PRODUCTION ? 1 : 0)
                .thenComparingLong(series -> newestEnd(model, series)))
        .orElseThrow(
            () ->
                Query.missing(
                    model.series(name).isEmpty()
                        ? "no window of the model '" + name + "' is known yet"
                        : "the model '" + name + "' has no windows of that version and stage"));
  }

  private static long newestEnd(ReadModel model, Series series) {
    long newest = Long.MIN_VALUE;
    for (String length : model.lengths(series)) {
      List<Long> starts = model.starts(series, length);
      for (StoredReport report : model.at(series, length, starts.get(starts.size() - 1))) {
        newest = Math.max(newest, report.end());
      }
    }
    return newest;
  }

  /** Lengths that have windows: as the monitor orders them, then others. */
  static List<String> lengths(ReadModel model, StoredMonitor monitor, Series series) {
    List<String> order = monitor.latest().windows().stream().map(ReportWindow::toString).toList();
    return model.lengths(series).stream()
        .sorted(
            Comparator.<String>comparingInt(
                    length -> order.contains(length) ? order.indexOf(length) : order.size())
                .thenComparing(length -> length))
        .toList();
  }

  /**
   * The reports of all slices of a window.
   *
   * @param start first millisecond, or null for the newest closed one, else the newest
   */
  List<StoredReport> at(ReadModel model, @Nullable Long start) {
    if (start != null) {
      return model.at(series, window, window.equals("all") ? 0 : start);
    }
    OptionalLong newest = newest(model);
    return newest.isEmpty() ? List.of() : model.at(series, window, newest.getAsLong());
  }

  private OptionalLong newest(ReadModel model) {
    List<StoredReport> history = model.history(series, window, OVERALL);
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).state() != State.OPEN) {
        return OptionalLong.of(history.get(i).key().start());
      }
    }
    List<Long> starts = model.starts(series, window);
    return starts.isEmpty() ? OptionalLong.empty() : OptionalLong.of(starts.get(starts.size() - 1));
  }
}
