package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.alert.Alert.State;
import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Check.Method;
import io.evenkeel.monitor.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten records of each group a day: evidence grows over weeks. */
class SmallGroupsTest {
  private static final long DAY = 24 * Panes.HOUR;

  private final Timing daily =
      new Timing(
          Duration.ofDays(1),
          Duration.ZERO,
          Duration.ofMinutes(1),
          Duration.ofDays(30),
          Duration.ofDays(1),
          Duration.ofDays(365));
  private final Plan plan =
      Plan.compile(
          Plans.monitor(daily, Plans.gap("gap", "selection_rate", Method.SEQUENTIAL, 0.05, null)),
          null,
          "daily");
  private final AlertDesk desk = new AlertDesk(plan, Panes.SERIES, StateBook.of(new HashMap<>()));

  private List<State> run(int from, int to, int women, int men) {
    List<State> states = new ArrayList<>();
    for (int i = from; i < to; i++) {
      var pane =
          Panes.of(plan)
              .add(women, 1, 1, "F")
              .add(10 - women, 0, 0, "F")
              .add(men, 1, 1, "M")
              .add(10 - men, 0, 0, "M")
              .build();
      desk.decide(new Step(Panes.SERIES, i, i * DAY, (i + 1) * DAY, pane, List.of(), false))
          .forEach(alert -> states.add(alert.state()));
    }
    return states;
  }

  @Test
  void aGapThatLastsIsRepeatedAndDoesNotExpire() {
    List<State> states = run(0, 200, 3, 5);
    assertThat(states).startsWith(State.FIRING, State.ONGOING).doesNotContain(State.EXPIRED);
  }

  @Test
  void aGapThatEndsButCannotBeShownToHaveEndedExpires() {
    int fired = 0;
    while (run(fired, fired + 1, 2, 6).isEmpty()) {
      fired++;
    }
    assertThat(fired).isLessThan(30);
    // 300 records a group and month: a half-width of 8 points never fits within 5.
    assertThat(run(fired + 1, fired + 40, 4, 4)).containsExactly(State.EXPIRED);
  }
}
