package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.alert.Alert.State;
import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Check.Method;
import io.evenkeel.monitor.FeedbackSpec;
import io.evenkeel.summary.SliceSummary;
import java.time.Duration;
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

  private static final FeedbackSpec IN_AN_HOUR =
      new FeedbackSpec(true, Duration.ofHours(16), Duration.ofHours(1), Duration.ofHours(1), true);

  private final Plan plan =
      Plan.compile(Plans.monitor(Plans.quietTiming(), IN_AN_HOUR, GAP), null, "revised");
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
        .add(later, 1, 1, "F")
        .build();
  }

  /**
   * Labels are mature an hour after their pane; panes fill up when they are 2, 4, 8, 16 hours old.
   */
  private List<Alert> run(int steps, PaneReader reader) {
    List<Alert> alerts = new ArrayList<>();
    SortedMap<String, SliceSummary> seen = pane(0);
    for (int i = 0; i < steps; i++) {
      List<Step.MaturedPane> matured =
          i < 1 || i > 2
              ? List.of()
              : List.of(new Step.MaturedPane((i - 1) * Panes.HOUR, i * Panes.HOUR, seen));
      Step step = Panes.step(i, new TreeMap<>());
      alerts.addAll(
          desk.decide(
              new Step(step.series(), i, step.start(), step.end(), step.slices(), matured, false),
              reader));
    }
    return alerts;
  }

  /** Labels that come when a pane is four hours old. */
  private PaneReader fourHoursLater(int later) {
    return start -> pane(desk.lastStep() * Panes.HOUR - start >= 4 * Panes.HOUR ? later : 0);
  }

  @Test
  void anAlertThatAllLabelsRefuteIsSuperseded() {
    List<Alert> alerts = run(20, fourHoursLater(400));
    assertThat(alerts).extracting(Alert::state).containsExactly(State.FIRING, State.SUPERSEDED);
    assertThat(alerts.get(0).windowStart()).isEqualTo(2 * Panes.HOUR);
    assertThat(alerts.get(1).windowStart()).isEqualTo(5 * Panes.HOUR);
    assertThat(alerts.get(1).id()).isEqualTo(alerts.get(0).id());
    assertThat(alerts.get(1).message()).startsWith("Refuted by later labels: True positive rate");
    assertThat(alerts.get(1).incident()).isEqualTo(alerts.get(0).incident());
  }

  @Test
  void panesAreReadAgainOnlyWhenOneOfThemHasMoreLabelsForSure() {
    List<Long> read = new ArrayList<>();
    run(
        20,
        start -> {
          read.add(desk.lastStep());
          return pane(0);
        });
    assertThat(read).containsOnly(3L, 4L, 5L, 8L, 9L, 16L, 17L);
  }

  @Test
  void anAlertThatAllLabelsLeaveInDoubtStands() {
    assertThat(run(20, fourHoursLater(100))).extracting(Alert::state).containsExactly(State.FIRING);
  }

  @Test
  void anAlertWhosePanesAreGoneStands() {
    assertThat(run(20, PaneReader.NONE)).extracting(Alert::state).containsExactly(State.FIRING);
  }
}
