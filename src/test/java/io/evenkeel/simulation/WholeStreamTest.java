package io.evenkeel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.alert.Alert;
import io.evenkeel.alert.Alert.State;
import io.evenkeel.evidence.simulation.Measured;
import io.evenkeel.monitor.AlertKind;
import io.evenkeel.simulation.Course.Stage;
import io.evenkeel.simulation.Crowd.Change;
import io.evenkeel.simulation.WholeStream.Layout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a subscriber hears when something goes wrong in a model of known truth: the real topology,
 * Avro in and Avro out. The full size is {@link WholeStreamSimulation}.
 */
class WholeStreamTest {
  private static final Layout LAYOUT = new Layout(3, 2, 500);
  private static final int RENOTIFY = 24;
  private static final Set<String> SMALL = Set.of("200, 0.5 sd", "50/200, -.15", "50/200, -.25");

  /** Of 20 features and ten slices under the default checks, one feature moves, then one group. */
  @Test
  void aLargeModelSaysWhatIsWrongOnceAndWhenItIsOver() {
    Crowd crowd = new Crowd("crowd", 20, List.of(10, 15, 20, 25, 30, 40, 60, 200, 400));
    List<Alert> alerts =
        new Course(crowd, crowd.monitor(), crowd.profile(20), 1)
            .alerts(
                LAYOUT,
                pane -> {},
                List.of(
                    Stage.quiet(50),
                    new Stage(15, Change.shift(0.5, 7)),
                    Stage.quiet(20),
                    new Stage(15, Change.gap(200, 0.15)),
                    Stage.quiet(25)));

    List<Alert> shift = alerts.stream().filter(alert -> Course.pane(alert) < 85).toList();
    assertThat(shift).isNotEmpty().allMatch(alert -> "x07".equals(alert.feature()));
    assertThat(shift).extracting(Alert::kind).containsOnly(AlertKind.DRIFT);
    assertThat(shift).extracting(Alert::metric).containsOnly("total_variation_distance");
    assertThat(shift).extracting(Alert::slice).contains("*");
    assertThat(Set.copyOf(shift.stream().map(Alert::incident).toList())).hasSize(1);
    assertThat(delay(shift, "*", 50)).isBetween(1, 8);

    List<Alert> gap = alerts.subList(shift.size(), alerts.size());
    assertThat(gap).isNotEmpty().allMatch(alert -> alert.slice().equals("group=200"));
    assertThat(gap).allMatch(alert -> alert.feature() == null);
    List<Alert> selected =
        gap.stream().filter(alert -> alert.metric().equals("selection_rate")).toList();
    assertThat(delay(selected, "group=200", 85)).isBetween(1, 12);
    Alert fired = selected.get(0);
    assertThat(fired.kind()).isEqualTo(AlertKind.GROUP_GAP);
    assertThat(fired.referenceSlice()).isEqualTo("group=400");
    assertThat(fired.estimate()).isBetween(-0.22, -0.08);

    Map<String, List<Alert>> stories =
        alerts.stream().collect(Collectors.groupingBy(Alert::id, Collectors.toList()));
    stories.values().forEach(WholeStreamTest::isToldOnceAndResolved);
    assertThat(stories)
        .hasSize(Set.copyOf(alerts.stream().map(a -> a.check() + a.slice()).toList()).size());
  }

  private static int delay(List<Alert> alerts, String slice, int change) {
    Alert first =
        alerts.stream().filter(alert -> alert.slice().equals(slice)).findFirst().orElseThrow();
    assertThat(first.state()).isEqualTo(State.FIRING);
    return Course.pane(first) - change + 1;
  }

  /** It begins and ends; in between it is repeated when it gets worse or after a day. */
  private static void isToldOnceAndResolved(List<Alert> story) {
    assertThat(story.get(0).state()).isEqualTo(State.FIRING);
    assertThat(story.get(story.size() - 1).state()).isEqualTo(State.RESOLVED);
    for (int i = 1; i < story.size() - 1; i++) {
      Alert before = story.get(i - 1);
      Alert again = story.get(i);
      assertThat(again.state()).isEqualTo(State.ONGOING);
      assertThat(
              again.severity() != before.severity()
                  || Course.pane(again) - Course.pane(before) >= RENOTIFY)
          .isTrue();
    }
  }

  static Stream<PublishedDelay> published() {
    return PublishedDelay.all().stream().filter(delay -> SMALL.contains(delay.name()));
  }

  @ParameterizedTest
  @MethodSource("published")
  void aChangeIsFoundAfterThePublishedDelay(PublishedDelay delay) {
    Measured measured = delay.measure(LAYOUT, 10, 20);
    assertThat(measured.foundShare()).isEqualTo(1);
    assertThat(measured.agreesWith(delay.published()))
        .as("%s, published %s", measured, delay.published())
        .isTrue();
  }

  /** Only partitions, stream threads and batches differ; nobody compares with a single pass. */
  @Test
  void theSameInputGivesTheSameAlertsInTheSameOrderInAFreshCluster() {
    List<Alert> one = replayed(new Layout(1, 1, 1000));
    assertThat(one).extracting(Alert::state).contains(State.FIRING, State.ONGOING, State.RESOLVED);
    assertThat(Set.copyOf(one.stream().map(Alert::slice).toList())).hasSizeGreaterThan(2);
    List<Alert> again = replayed(new Layout(5, 3, 17));
    assertThat(again).extracting(Alert::id).isEqualTo(one.stream().map(Alert::id).toList());
    assertThat(again).isEqualTo(one);
  }

  private static List<Alert> replayed(Layout layout) {
    Crowd crowd = new Crowd("replayed", 3, List.of(30, 60, 120));
    return new Course(crowd, crowd.monitor(), crowd.profile(40), 3)
        .alerts(
            layout,
            pane -> {},
            List.of(
                Stage.quiet(5),
                new Stage(30, Change.shift(1, 1)),
                Stage.quiet(15),
                new Stage(30, Change.gap(60, 0.25)),
                Stage.quiet(20)));
  }
}
