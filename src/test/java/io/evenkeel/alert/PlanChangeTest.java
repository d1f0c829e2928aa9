package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.alert.Alert.State;
import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Check.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanChangeTest {
  private static final Check OTHER = Plans.gap("other", "accuracy", Method.INTERVAL, 0.05, null);

  private final Map<String, byte[]> book = new HashMap<>();

  private AlertDesk desk(Plan plan) {
    return new AlertDesk(plan, Panes.SERIES, StateBook.of(book));
  }

  private String fire() {
    Plan plan = Plans.of(Plans.SELECTION_GAP);
    AlertDesk desk = desk(plan);
    desk.decide(Panes.step(0, Panes.selected(plan, 200, 300)));
    return desk.decide(Panes.step(1, Panes.selected(plan, 200, 300))).get(0).id();
  }

  @Test
  void anAlertOfACheckThatIsGoneIsSuperseded() {
    String id = fire();
    Plan plan = Plans.of(OTHER);
    assertThat(desk(plan).decide(Panes.step(2, Panes.selected(plan, 200, 300))))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.id()).isEqualTo(id);
              assertThat(alert.state()).isEqualTo(State.SUPERSEDED);
            });
    assertThat(desk(plan).open()).isEmpty();
  }

  @Test
  void anAlertOfACheckThatStaysGoesOnUnderTheNewPlan() {
    String id = fire();
    Plan plan = Plans.of(Plans.SELECTION_GAP, OTHER);
    AlertDesk desk = desk(plan);
    List<Alert> alerts = new ArrayList<>();
    for (int i = 2; i < 6; i++) {
      alerts.addAll(desk.decide(Panes.step(i, Panes.selected(plan, 300, 300))));
    }
    assertThat(alerts)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.id()).isEqualTo(id);
              assertThat(alert.state()).isEqualTo(State.RESOLVED);
            });
  }

  @Test
  void whatWasOnlyPendingIsForgotten() {
    Plan plan = Plans.of(Plans.SELECTION_GAP);
    desk(plan).decide(Panes.step(0, Panes.selected(plan, 200, 300)));
    Plan next = Plans.of(Plans.SELECTION_GAP, OTHER);
    AlertDesk desk = desk(next);
    assertThat(desk.decide(Panes.step(1, Panes.selected(next, 200, 300)))).isEmpty();
    assertThat(desk.decide(Panes.step(2, Panes.selected(next, 200, 300)))).hasSize(1);
  }
}
