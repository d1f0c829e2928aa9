package io.evenkeel.config;

import io.evenkeel.monitor.FeedbackSpec;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.monitor.Spans;
import io.evenkeel.monitor.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads everything that is measured in time: panes, report windows, feedback. */
final class TimingReader {
  private final Section monitor;

  TimingReader(Section monitor) {
    this.monitor = monitor;
  }

  Timing timing() {
    Timing usual = Timing.DEFAULT;
    Duration pane = monitor.span("window", usual.pane());
    Duration every = monitor.span("false-alert-every", usual.falseAlertEvery());
    if (every.compareTo(pane) < 0) {
      monitor
          .find("false-alert-every")
          .orElse(monitor.value())
          .problem("must not be shorter than the window of " + Spans.format(pane));
    }
    return new Timing(
        pane,
        monitor.spanOrZero("grace", usual.grace()),
        monitor.span("idle-timeout", usual.idleTimeout()),
        every,
        monitor.span("renotify", usual.renotify()),
        monitor.span("silence", longer(usual.silence(), pane.multipliedBy(3))));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  /** The report windows, the pane alone when none are given. */
  List<ReportWindow> windows(Duration pane) {
    Value value = monitor.get("windows");
    if (value == null) {
      return List.of(ReportWindow.of(pane));
    }
    List<ReportWindow> windows = windows(value);
    for (Value item : value.items()) {
      window(item)
          .map(ReportWindow::length)
          .filter(length -> length.toMillis() % pane.toMillis() != 0)
          .ifPresent(
              length ->
                  item.problem(
                      "must be a multiple of the window of "
                          + Spans.format(pane)
                          + ", got "
                          + item.kind()));
    }
    if (windows.isEmpty() && value.items().isEmpty()) {
      value.problem("must name at least one window");
    }
    return windows;
  }

  /** A list of spans and {@code all}, without repetition. */
  static List<ReportWindow> windows(Value value) {
    List<ReportWindow> windows = new ArrayList<>();
    for (Value item : value.asList()) {
      window(item)
          .ifPresent(
              window -> {
                if (windows.contains(window)) {
                  item.problem("window '" + window + "' is given twice");
                } else {
                  windows.add(window);
                }
              });
    }
    return windows;
  }

  private static Optional<ReportWindow> window(Value item) {
    return item.text().equals("all")
        ? Optional.of(ReportWindow.ALL)
        : item.asSpan().map(ReportWindow::of);
  }

  FeedbackSpec feedback() {
    FeedbackSpec usual = FeedbackSpec.DEFAULT;
    boolean deduplicate = monitor.flag("deduplicate", usual.deduplicate());
    Value value = monitor.get("feedback");
    if (value == null || value.text().equals("none")) {
      return new FeedbackSpec(
          value == null, usual.waitFor(), usual.early(), usual.maturity(), deduplicate);
    }
    return value
        .asSection(MonitorKeys.FEEDBACK)
        .map(section -> feedback(section, deduplicate))
        .orElse(usual);
  }

  private FeedbackSpec feedback(Section section, boolean deduplicate) {
    FeedbackSpec usual = FeedbackSpec.DEFAULT;
    if (section.has("deduplicate") && monitor.has("deduplicate")) {
      monitor
          .find("deduplicate")
          .ifPresent(value -> value.problem("'deduplicate' is given here and in feedback"));
    }
    Duration wait = section.span("wait", usual.waitFor());
    return new FeedbackSpec(
        section.flag("expected", true),
        wait,
        section.spanOrZero("early", usual.early()),
        maturity(section, wait),
        section.flag("deduplicate", deduplicate));
  }

  private static @Nullable Duration maturity(Section section, Duration wait) {
    Value value = section.get("maturity");
    if (value == null) {
      return null;
    }
    Duration maturity = value.asSpanOrZero().orElse(Duration.ZERO);
    if (maturity.compareTo(wait) > 0) {
      value.problem("must not be longer than feedback.wait, which is " + Spans.format(wait));
    }
    return maturity;
  }
}
