package io.evenkeel.alert;

import io.evenkeel.alert.StreamState.Phase;
import io.evenkeel.digest.LabelAges;
import io.evenkeel.digest.Plan;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.monitor.AlertKind;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the panes behind open label-based alerts again when older labels of one of them are
 * complete: an alert that all labels together refute is taken back.
 *
 * <p>That labels came too late is not refuted by their coming at last.
 */
final class Revision {
  /** Longer runs of evidence are not read again: labels of so many panes do not all change. */
  static final int MOST_PANES = 1000;

  private final Step step;
  private final Plan plan;
  private final LabelAges ages;
  private final PaneReader reader;
  private final Map<Long, PaneView> read = new TreeMap<>();

  Revision(Step step, Plan plan, PaneReader reader) {
    this.step = step;
    this.plan = plan;
    this.ages = plan.labelAges();
    this.reader = reader;
  }

  /** The turn of an alert that is refuted, or null. */
  @Nullable Turn of(Target target, StreamState state) {
    boolean revisable =
        target.measure().labels() && target.check().kind() != AlertKind.LABEL_COVERAGE;
    if (state.phase != Phase.ALERTING || !revisable || !grown(state)) {
      return null;
    }
    StreamState pooled = new StreamState();
    for (long start = state.evidenceFirst; start <= state.evidenceLast; start += ages.pane()) {
      PaneView pane = read.computeIfAbsent(start, at -> PaneView.of(plan, at, reader.pane(at)));
      Reading reading = target.read(pane);
      if (reading != null && reading.problem().isEmpty()) {
        pooled.pool(start, reading.sums());
      }
    }
    Effect effect = target.effect(pooled.pool());
    Verdict verdict = target.verdict(effect, target.check().tolerance());
    return verdict == Verdict.OK
        ? new Turn(target, state, Alert.State.SUPERSEDED, effect, null, null)
        : null;
  }

  /** Whether a pane behind the alert has labels now that it had not in the step before. */
  private boolean grown(StreamState state) {
    long panes = (state.evidenceLast - state.evidenceFirst) / ages.pane() + 1;
    if (panes > MOST_PANES) {
      return false;
    }
    for (long start = state.evidenceFirst; start <= state.evidenceLast; start += ages.pane()) {
      if (ages.fills(step.start() - start)) {
        return true;
      }
    }
    return false;
  }
}
