package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Check.Method;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

class DesksTest {
  private static final Check OTHER = Plans.gap("other", "accuracy", Method.INTERVAL, 0.05, null);

  private final Desks desks = new Desks(series -> StateBook.of(new HashMap<>()));

  @Test
  void aDeskStaysOpenUntilThePlanChanges() {
    Plan plan = Plans.of(Plans.SELECTION_GAP);
    AlertDesk first = desks.desk(plan, Panes.SERIES);
    assertThat(desks.desk(Plans.of(Plans.SELECTION_GAP), Panes.SERIES)).isSameAs(first);
    assertThat(desks.desk(Plans.of(OTHER), Panes.SERIES)).isNotSameAs(first);
    desks.forget(Panes.SERIES);
    assertThat(desks.desk(plan, Panes.SERIES)).isNotSameAs(first);
  }

  @Test
  void judgesAreKeptByPlanUpToALimit() {
    Plan plan = Plans.of(Plans.SELECTION_GAP);
    Judges judges = new Judges();
    Judge judge = judges.of(plan);
    assertThat(judges.of(plan)).isSameAs(judge);
    for (int i = 0; i < Judges.MOST; i++) {
      judges.of(Plans.of(Plans.gap("gap " + i, "accuracy", Method.INTERVAL, 0.05, null)));
    }
    assertThat(judges.of(plan)).isNotSameAs(judge);
  }
}
