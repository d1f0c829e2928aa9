package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.alert.Alert.State;
import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Check.Method;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Early labels may mislead; what all labels refute is taken back. */
class RevisionTest {
  private static final Check GAP =
      Plans.gap("tpr", "true_positive_rate", Method.INTERVAL, 0.1, null);

  private final Plan plan = Plans.of(GAP);
  private final AlertDesk desk = new AlertDesk(plan, Panes.SERIES, StateBook.of(new HashMap<>()));

  /**
   * 95 % of labels come in time. In time, women seem to be found less often; the late labels of
   * {@code later} women who were found make up for it.
   */
  private SortedMap<String, SliceSummary> pane(int later) {
    return Panes.of(plan)
        .add(300, 1, 1, "F")
        .add(200, 0, 1, "F")
        .add(4000, 0, 0, "F")
        .add(400, 1, 1, "M")
        .add(100, 0, 1, "M")
        .add(4000, 0, 0, "M")
        .lateLabels()
        .add(later, 1, 1, "F")
        .build();
  }

  private List<Alert> run(int later, int panes) {
    PaneReader reader = start -> pane(later);
    List<Alert> alerts = new ArrayList<>();
    SortedMap<String, SliceSummary> seen = pane(0);
    for (int i = 0; i < panes; i++) {
      alerts.addAll(desk.decide(Panes.step(i, seen), i < 4 ? start -> new TreeMap<>() : reader));
    }
    return alerts;
  }

  @Test
  void anAlertThatAllLabelsRefuteIsSuperseded() {
    List<Alert> alerts = run(400, 5);
    assertThat(alerts).extracting(Alert::state).containsExactly(State.FIRING, State.SUPERSEDED);
    assertThat(alerts.get(1).id()).isEqualTo(alerts.get(0).id());
    assertThat(alerts.get(1).message()).startsWith("Refuted by later labels: True positive rate");
    assertThat(alerts.get(1).incident()).isEqualTo(alerts.get(0).incident());
  }

  @Test
  void anAlertThatAllLabelsLeaveInDoubtStands() {
    assertThat(run(100, 6)).extracting(Alert::state).containsExactly(State.FIRING);
  }

  @Test
  void anAlertWhosePanesAreGoneStands() {
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      alerts.addAll(desk.decide(Panes.step(i, pane(0)), PaneReader.NONE));
    }
    assertThat(alerts).extracting(Alert::state).containsExactly(State.FIRING);
  }
}
