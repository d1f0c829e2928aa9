package io.evenkeel.simulation;

import io.evenkeel.alert.Alert;
import io.evenkeel.alert.Alert.State;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.simulation.Crowd.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** Sends a crowd through the whole stream, with something wrong for a while, and listens. */
record Course(Crowd crowd, Monitor monitor, ReferenceProfile profile, long seed) {
  /** So many panes in which the same is wrong. */
  record Stage(int panes, Change change) {
    static Stage quiet(int panes) {
      return new Stage(panes, Change.NONE);
    }
  }

  /** All that is told, in its order. */
  List<Alert> alerts(WholeStream.Layout layout, IntConsumer progress, List<Stage> stages) {
    List<Alert> alerts = new ArrayList<>();
    try (WholeStream stream = new WholeStream(layout, monitor, profile)) {
      int pane = 0;
      for (Stage stage : stages) {
        for (int i = 0; i < stage.panes(); i++) {
          take(stream, pane++, stage.change());
          alerts.addAll(stream.alerts());
          progress.accept(pane);
        }
      }
      stream.end();
      alerts.addAll(stream.alerts());
      if (stream.deadLetters() > 0) {
        throw new AssertionError(stream.deadLetters() + " records could not be used");
      }
    }
    return alerts;
  }

  /**
   * Panes from the change to the first alert that is wanted, the deciding one included; empty if
   * there is none after so many. Anything else that fires is an error.
   */
  OptionalInt delay(
      WholeStream.Layout layout, int quiet, Change change, int limit, Predicate<Alert> wanted) {
    try (WholeStream stream = new WholeStream(layout, monitor, profile)) {
      for (int pane = 0; pane < quiet + limit; pane++) {
        take(stream, pane, pane < quiet ? Change.NONE : change);
        for (Alert alert : stream.alerts()) {
          if (alert.state() != State.FIRING || pane(alert) < quiet || !wanted.test(alert)) {
            throw new AssertionError("not what is wrong: " + alert);
          }
          return OptionalInt.of(pane(alert) - quiet + 1);
        }
      }
      return OptionalInt.empty();
    }
  }

  private void take(WholeStream stream, int pane, Change change) {
    stream.take(crowd.pane(seed, pane, change), Crowd.START + (pane + 1) * Crowd.PANE);
  }

  /** Number of the pane that decided. */
  static int pane(Alert alert) {
    return (int) ((alert.windowStart() - Crowd.START) / Crowd.PANE);
  }
}
