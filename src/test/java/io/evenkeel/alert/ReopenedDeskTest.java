package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Check.Method;
import io.evenkeel.monitor.Timing;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever comes, a desk opened anew from its book at every step tells the same story. */
class ReopenedDeskTest {
  private static final Plan PLAN =
      Plan.compile(
          Plans.monitor(
              Timing.DEFAULT,
              Plans.SELECTION_GAP,
              Plans.gap("tpr", "true_positive_rate", Method.INTERVAL, 0.05, null),
              Plans.gap("ratio", "disparate_impact", Method.FIXED_BELOW, 0.8, 0.5),
              Plans.gap("selection, seq", "selection_rate", Method.SEQUENTIAL, 0.05, 0.1)),
          null,
          "reopened");

  @Test
  void randomStoriesAreTheSameAfterReopening() {
    int told = 0;
    for (long seed = 0; seed < 30; seed++) {
      List<Alert> kept = story(seed, false);
      assertThat(story(seed, true)).as("seed %d", seed).isEqualTo(kept);
      told += kept.size();
    }
    assertThat(told).isGreaterThan(60);
  }

  private static List<Alert> story(long seed, boolean reopened) {
    Random random = new Random(seed);
    Map<String, byte[]> book = new HashMap<>();
    AlertDesk desk = new AlertDesk(PLAN, Panes.SERIES, StateBook.of(book));
    List<Alert> alerts = new ArrayList<>();
    int women = 300;
    for (int i = 0; i < 80; i++) {
      if (random.nextInt(6) == 0) {
        women = 150 + random.nextInt(200);
      }
      boolean silent = random.nextInt(10) == 0 || (i > 30 && i < 36);
      SortedMap<String, SliceSummary> pane =
          silent ? new TreeMap<>() : Panes.selected(PLAN, women, 280 + random.nextInt(40));
      if (reopened) {
        desk = new AlertDesk(PLAN, Panes.SERIES, StateBook.of(book));
      }
      List<Alert> said = desk.decide(Panes.step(i, pane));
      alerts.addAll(said);
      if (!said.isEmpty() && random.nextInt(8) == 0) {
        desk.acknowledge(Panes.known(said.get(0).id())).ifPresent(alerts::add);
      }
    }
    return alerts;
  }
}
