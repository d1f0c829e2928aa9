package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.digest.Plan;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * A thousand quiet steps of a model with 20 features and 10 groups under the default checks: about
 * 300 streams. The time that this test takes is the figure to watch.
 */
class AlertDeskScaleTest {
  @Test
  void aThousandQuietStepsOfALargeModelGiveNoAlert() {
    Plan plan = Traffic.plan(20, 10, 50_000);
    Traffic traffic = Traffic.of(plan, 10, 11);
    List<SortedMap<String, SliceSummary>> panes = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      panes.add(traffic.pane(2000, 0, 0));
    }
    Map<String, byte[]> book = new HashMap<>();
    AlertDesk desk = new AlertDesk(plan, Panes.SERIES, StateBook.of(book));
    for (int i = 0; i < 1000; i++) {
      assertThat(desk.decide(Panes.step(i, panes.get(i * 7 % 25)))).isEmpty();
    }
    assertThat(book).hasSizeGreaterThan(250);
  }
}
