package io.evenkeel.cli;

import io.evenkeel.alert.Alert;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.replay.OutputReader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what came out of the demo, and shows alerts as they come. */
final class DemoResults implements OutputReader.Listener {
  private final DemoConsole console;
  private final Set<String> windows = new HashSet<>();
  private final Map<String, Map<String, Integer>> fired = new TreeMap<>();

  DemoResults(DemoConsole console) {
    this.console = console;
  }

  @Override
  public void report(String key, WindowReport report) {
    windows.add(key);
  }

  @Override
  public void gone(String key) {
    windows.remove(key);
  }

  @Override
  public void alert(Alert alert) {
    console.alert(alert);
    if (alert.state() == Alert.State.FIRING) {
      fired
          .computeIfAbsent(alert.series().model(), model -> new TreeMap<>())
          .merge(alert.kind().name(), 1, Integer::sum);
    }
  }

  /** Windows of slices that were reported. */
  int windows() {
    return windows.size();
  }

  /** Alerts that fired, by model and kind. */
  Map<String, Map<String, Integer>> fired() {
    return fired;
  }
}
