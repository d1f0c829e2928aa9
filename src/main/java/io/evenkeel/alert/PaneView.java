package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.evaluation.Suppression;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One pane as a check reads it: nothing is read of groups that reports of the pane hide, so that
 * neither verdict nor sentence tells of them.
 *
 * @param start first millisecond of the pane
 * @param slices its summaries by slice; labels in block {@code MATURE} may be read
 * @param hidden slices that are too small to be seen, or would give such a one away
 * @param least smallest group that may be seen
 */
record PaneView(
    long start, SortedMap<String, SliceSummary> slices, Set<String> hidden, long least) {

  /** The pane by the plan's rules. */
  static PaneView of(Plan plan, long start, SortedMap<String, SliceSummary> slices) {
    Set<String> hidden = Suppression.hidden(plan, slices);
    return new PaneView(start, slices, hidden, plan.monitor().limits().suppressBelow());
  }

  /** Which labels may be read. */
  int block() {
    return SummaryLayout.MATURE;
  }

  /**
   * Whether numbers of a slice, compared with a reference or with none, must not be seen.
   *
   * @param reference a slice, {@link Target#REST} or null
   */
  boolean hides(String slice, @Nullable String reference) {
    if (hidden.contains(slice)) {
      return true;
    }
    if (reference == null) {
      return false;
    }
    if (!reference.equals(Target.REST)) {
      return hidden.contains(reference);
    }
    long rest = rows(Slicer.OVERALL) - rows(slice);
    return hidden.contains(Slicer.OVERALL) || (rest > 0 && rest < least);
  }

  private long rows(String slice) {
    SliceSummary summary = slices.get(slice);
    return summary == null ? 0 : summary.rows();
  }
}
