package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.alert.Alert.Severity;
import io.evenkeel.alert.Alert.State;
import io.evenkeel.digest.Plan;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class HysteresisTest {
  private final Plan plan = Plans.of(Plans.SELECTION_GAP);
  private final Map<String, byte[]> stored = new HashMap<>();
  private final AlertDesk desk = new AlertDesk(plan, Panes.SERIES, StateBook.of(stored));
  private final SortedMap<String, SliceSummary> good = Panes.selected(plan, 300, 300);
  private final SortedMap<String, SliceSummary> bad = Panes.selected(plan, 210, 300);
  private final SortedMap<String, SliceSummary> awful = Panes.selected(plan, 100, 300);

  /** 4.0 points less with 1,000 records each: neither within 5 points nor beyond. */
  private final SortedMap<String, SliceSummary> unclear = Panes.selected(plan, 260, 300);

  private List<State> states(String panes) {
    return alerts(panes).stream().map(Alert::state).toList();
  }

  private List<Alert> alerts(String panes) {
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < panes.length(); i++) {
      SortedMap<String, SliceSummary> pane =
          switch (panes.charAt(i)) {
            case 'b' -> bad;
            case 'a' -> awful;
            case 'u' -> unclear;
            default -> good;
          };
      alerts.addAll(desk.decide(panes.charAt(i) == '.' ? Panes.empty(i) : Panes.step(i, pane)));
    }
    return alerts;
  }

  @Test
  void twoBadPanesInARowFireAndThreeGoodOnesResolve() {
    assertThat(states("gbbbggg")).containsExactly(State.FIRING, State.RESOLVED);
    assertThat(desk.open()).isEmpty();
  }

  @Test
  void oneBadPaneIsPendingAndIsNotSent() {
    assertThat(states("b")).isEmpty();
    assertThat(desk.open())
        .singleElement()
        .satisfies(alert -> assertThat(alert.state()).isEqualTo(State.PENDING));
  }

  @Test
  void aGoodPaneBetweenBadOnesStartsAgain() {
    assertThat(states("bgbgbg")).isEmpty();
  }

  @Test
  void panesThatCannotBeJudgedAreNeitherBadNorGood() {
    assertThat(states("bu.ub")).containsExactly(State.FIRING);
    assertThat(new AlertDesk(plan, Panes.SERIES, StateBook.of(stored)).open()).hasSize(1);
  }

  @Test
  void unclearPanesDoNotResolve() {
    assertThat(states("bbgguuu.g")).containsExactly(State.FIRING, State.RESOLVED);
  }

  @Test
  void aBadPaneDuringRecoveryStartsRecoveryAgain() {
    assertThat(states("bbggbggbgg")).containsExactly(State.FIRING);
  }

  @Test
  void aStandingAlertIsRepeatedOnceADay() {
    List<Alert> alerts = alerts("b".repeat(51));
    assertThat(alerts)
        .extracting(Alert::state)
        .containsExactly(State.FIRING, State.ONGOING, State.ONGOING);
    assertThat(alerts).extracting(Alert::id).containsOnly(alerts.get(0).id());
    assertThat(alerts)
        .extracting(Alert::windowEnd)
        .containsExactly(2 * Panes.HOUR, 26 * Panes.HOUR, 50 * Panes.HOUR);
  }

  @Test
  void anAlertThatGetsCriticalSaysSoAtOnce() {
    assertThat(alerts("bbbaaa"))
        .extracting(Alert::severity)
        .containsExactly(Severity.WARNING, Severity.CRITICAL);
  }

  @Test
  void anAcknowledgedAlertIsNotRepeatedButResolves() {
    String id = alerts("bb").get(0).id();
    assertThat(desk.acknowledge(Panes.known(id)))
        .hasValueSatisfying(a -> assertThat(a.state()).isEqualTo(State.ACKNOWLEDGED));
    assertThat(desk.acknowledge(Panes.known(id))).isEmpty();
    List<Alert> later = new ArrayList<>();
    for (int i = 2; i < 40; i++) {
      later.addAll(desk.decide(Panes.step(i, i < 37 ? bad : good)));
    }
    assertThat(later).extracting(Alert::state).containsExactly(State.RESOLVED);
  }

  @Test
  void anAlertThatNothingDecidesExpiresAfterThirtyDays() {
    List<State> states = states("bb" + ".".repeat(30 * 24 + 5));
    assertThat(states).containsExactly(State.FIRING, State.EXPIRED);
    assertThat(desk.open()).isEmpty();
  }

  @Test
  void aStepIsTakenOnceAndInOrder() {
    alerts("gg");
    assertThatThrownBy(() -> desk.decide(Panes.step(1, good)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("step 1");
    assertThatThrownBy(() -> desk.decide(Panes.step(0, good)))
        .isInstanceOf(IllegalStateException.class);
    desk.decide(Panes.step(5, good));
    assertThatThrownBy(() -> desk.decide(Panes.step(3, good)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not follow");
  }

  @Test
  void theSentenceHasTheNumbers() {
    assertThat(alerts("bb").get(0).message())
        .isEqualTo(
            "Selection rate of sex=F is 21.0 % against 30.0 % of sex=M: 9.0 points less"
                + " (95 % interval 6.3 to 11.7), tolerance 5.");
  }
}
