package io.evenkeel.alert;

import io.evenkeel.alert.StreamState.Phase;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the panes behind open label-based alerts again, with every label that has come: an alert
 * that all labels together refute is taken back.
 */
final class Revision {
  /** Longer runs of evidence are not read again: labels of so many panes do not all change. */
  static final int MOST_PANES = 1000;

  private final long paneLength;
  private final PaneReader reader;
  private final Map<Long, SortedMap<String, SliceSummary>> read = new TreeMap<>();

  Revision(long paneLength, PaneReader reader) {
    this.paneLength = paneLength;
    this.reader = reader;
  }

  /** The turn of an alert that is refuted, or null. */
  @Nullable Turn of(Target target, StreamState state) {
    if (state.phase != Phase.ALERTING || !target.measure().labels()) {
      return null;
    }
    long panes = (state.evidenceLast - state.evidenceFirst) / paneLength + 1;
    if (panes > MOST_PANES) {
      return null;
    }
    StreamState pooled = new StreamState();
    for (long start = state.evidenceFirst; start <= state.evidenceLast; start += paneLength) {
      SortedMap<String, SliceSummary> slices = read.computeIfAbsent(start, reader::pane);
      Reading reading = target.read(new PaneView(start, slices, SummaryLayout.ALL));
      if (reading != null && reading.problem().isEmpty()) {
        pooled.pool(start, reading.sums());
      }
    }
    Effect effect = target.effect(pooled.pool());
    Verdict verdict =
        IntervalRule.verdict(
            target.check().method(), effect, target.measure().bad(), target.check().tolerance());
    return verdict == Verdict.OK
        ? new Turn(target, state, Alert.State.SUPERSEDED, effect, null, null)
        : null;
  }
}
