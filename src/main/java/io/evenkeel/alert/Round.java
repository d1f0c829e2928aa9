package io.evenkeel.alert;

import io.evenkeel.alert.Alert.State;
import io.evenkeel.alert.StreamState.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is said in one step: turns become alerts, and alerts that fire become incidents. */
final class Round {
  private final Step step;
  private final Telling telling;
  private final Incidents incidents;
  private final DeskBook desk;
  private final List<Turn> turns = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  Round(Step step, Telling telling, Incidents incidents, DeskBook desk) {
    this.step = step;
    this.telling = telling;
    this.incidents = incidents;
    this.desk = desk;
  }

  Step step() {
    return step;
  }

  /**
   * Says a turn, and closes the episode where the turn ends it. What is not there any more since
   * the profile was replaced was never shown to be over: the new profile refutes it.
   */
  void say(Turn said) {
    StreamState state = said.state();
    boolean refuted = state.reprofiled && said.to() == State.RESOLVED;
    Turn turn = refuted ? said.as(State.SUPERSEDED) : said;
    Alert alert = telling.of(turn, step, state.last == null ? null : state.last.incident());
    turns.add(turn);
    alerts.add(alert);
    desk.touch(turn.target().key());
    if (turn.to() == State.FIRING || turn.to() == State.ONGOING) {
      state.last = alert;
      return;
    }
    if (state.evidence != null) {
      state.evidence.reset();
      state.evidence.resetCritical();
    }
    state.calm();
  }

  /** Everything said, by check, slice and feature; one stream's sentences in their own order. */
  List<Alert> alerts() {
    fold();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.<Integer>comparingInt(i -> turns.get(i).target().order())
            .thenComparing(i -> turns.get(i).target().key()));
    return order.stream().map(alerts::get).toList();
  }

  private void fold() {
    List<Turn> firing = turns.stream().filter(turn -> turn.to() == State.FIRING).toList();
    if (firing.isEmpty()) {
      return;
    }
    List<StreamState> open =
        desk.all().stream()
            .map(Map.Entry::getValue)
            .filter(state -> state.phase == Phase.ALERTING)
            .toList();
    List<String> found = incidents.fold(firing, open, step);
    Map<String, String> byAlert = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      Turn turn = firing.get(i);
      byAlert.put(alerts.get(turns.indexOf(turn)).id(), found.get(i));
    }
    for (int i = 0; i < alerts.size(); i++) {
      Alert alert = alerts.get(i);
      String incident = byAlert.get(alert.id());
      if (alert.incident() == null && incident != null) {
        Alert whole = Telling.within(alert, incident);
        alerts.set(i, whole);
        StreamState state = turns.get(i).state();
        if (alert.equals(state.last)) {
          state.last = whole;
        }
      }
    }
  }
}
