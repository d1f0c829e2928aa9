package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.alert.Alert.State;
import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.AlertKind;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The default checks on made-up traffic of known truth. */
class SequentialDeskTest {
  private static final int GROUPS = 2;
  private static final Plan PLAN = Traffic.plan(3, GROUPS, 20_000);

  private final Traffic traffic = Traffic.of(PLAN, GROUPS, 5);
  private final Map<String, byte[]> stored = new HashMap<>();
  private final AlertDesk desk = new AlertDesk(PLAN, Panes.SERIES, StateBook.of(stored));

  private List<Alert> run(int from, int to, double shift, double gap) {
    List<Alert> alerts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      alerts.addAll(desk.decide(Panes.step(i, traffic.pane(2000, shift, gap))));
    }
    return alerts;
  }

  @Test
  void quietTrafficGivesNoAlert() {
    assertThat(run(0, 200, 0, 0)).isEmpty();
  }

  @Test
  void aShiftedFeatureIsNamedOnceAndResolvesAfterwards() {
    assertThat(run(0, 20, 0, 0)).isEmpty();
    List<Alert> shifted = run(20, 32, 0.6, 0);
    assertThat(shifted).isNotEmpty().allSatisfy(a -> assertThat(a.feature()).isEqualTo("x0"));
    assertThat(shifted).extracting(Alert::state).containsOnly(State.FIRING);
    assertThat(shifted).extracting(Alert::incident).doesNotContainNull();
    assertThat(Set.copyOf(shifted.stream().map(Alert::incident).toList())).hasSize(1);
    assertThat(shifted).extracting(Alert::slice).contains("*").doesNotHaveDuplicates();
    assertThat(shifted)
        .allSatisfy(a -> assertThat(a.startedAt()).isEqualTo(19 * Panes.HOUR))
        .allSatisfy(a -> assertThat(a.evidence()).isGreaterThan(a.threshold()))
        .allSatisfy(SequentialDeskTest::tellsHowItsEvidenceGrew);
    List<Alert> after = run(32, 60, 0, 0);
    assertThat(after).extracting(Alert::state).containsOnly(State.RESOLVED);
    assertThat(ids(after)).isEqualTo(ids(shifted));
    assertThat(after).allSatisfy(a -> assertThat(a.course()).isEmpty());
    assertThat(desk.open()).isEmpty();
  }

  private static void tellsHowItsEvidenceGrew(Alert alert) {
    List<EvidencePoint> course = alert.course();
    EvidencePoint last = course.get(course.size() - 1);
    assertThat(last)
        .isEqualTo(
            new EvidencePoint(alert.windowStart(), Objects.requireNonNull(alert.evidence())));
    assertThat(course).extracting(EvidencePoint::time).isSorted().doesNotHaveDuplicates();
    assertThat(course.get(0).evidence()).isLessThanOrEqualTo(last.evidence());
  }

  @Test
  void aGapOfOneGroupIsFoundWithItsSize() {
    run(0, 10, 0, 0);
    List<Alert> alerts = run(10, 20, 0, 0.15);
    assertThat(alerts)
        .filteredOn(a -> a.state() == State.FIRING && a.metric().equals("selection_rate"))
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.kind()).isEqualTo(AlertKind.GROUP_GAP);
              assertThat(a.slice()).isEqualTo("group=g1");
              assertThat(a.referenceSlice()).isEqualTo("group=g0");
              assertThat(a.estimate()).isBetween(-0.20, -0.10);
              assertThat(a.lower()).isLessThan(a.estimate());
            });
    assertThat(alerts).noneSatisfy(a -> assertThat(a.feature()).isNotNull());
  }

  @Test
  void aStandingShiftIsRepeatedAtMostOnceADay() {
    run(0, 5, 0, 0);
    List<Alert> alerts = run(5, 50, 1, 0);
    Map<String, List<Alert>> byId = alerts.stream().collect(Collectors.groupingBy(Alert::id));
    byId.values()
        .forEach(
            story -> {
              assertThat(story.get(0).state()).isEqualTo(State.FIRING);
              List<Long> warnings =
                  story.stream()
                      .filter(a -> a.state() == State.ONGOING)
                      .map(Alert::windowEnd)
                      .toList();
              // One more for the step from warning to critical.
              assertThat(warnings).hasSizeBetween(1, 2);
            });
  }

  @Test
  void replayIntoANewDeskGivesTheSameStory() {
    List<SortedMap<String, SliceSummary>> panes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      panes.add(traffic.pane(2000, i > 10 && i < 25 ? 0.7 : 0, i > 15 ? 0.2 : 0));
    }
    assertThat(story(panes, false)).isNotEmpty().isEqualTo(story(panes, false));
  }

  /** Every step on a desk opened anew from bytes: nothing lives outside the book. */
  @Test
  void aDeskOpenedAnewForEveryStepDecidesTheSame() {
    List<SortedMap<String, SliceSummary>> panes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      boolean silent = i % 13 == 12;
      panes.add(
          silent
              ? new TreeMap<>()
              : traffic.pane(1500, i > 10 && i < 25 ? 0.7 : 0, i > 15 ? 0.2 : 0));
    }
    assertThat(story(panes, true)).isNotEmpty().isEqualTo(story(panes, false));
  }

  private static List<Alert> story(
      List<SortedMap<String, SliceSummary>> panes, boolean openedAnew) {
    Map<String, byte[]> book = new HashMap<>();
    AlertDesk desk = new AlertDesk(PLAN, Panes.SERIES, StateBook.of(book));
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < panes.size(); i++) {
      if (openedAnew) {
        desk = new AlertDesk(PLAN, Panes.SERIES, StateBook.of(book));
      }
      alerts.addAll(desk.decide(Panes.step(i, panes.get(i))));
    }
    return alerts;
  }

  private static Set<String> ids(List<Alert> alerts) {
    return alerts.stream().map(Alert::id).collect(Collectors.toSet());
  }
}
