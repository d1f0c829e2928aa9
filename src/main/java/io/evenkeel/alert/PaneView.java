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
 */
record PaneView(long start, SortedMap<String, SliceSummary> slices, Set<String> hidden) {

  /** The pane by the plan's rules. */
  static PaneView of(Plan plan, long start, SortedMap<String, SliceSummary> slices) {
    return new PaneView(start, slices, Suppression.hidden(plan, slices));
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
    // A small rest hides the group itself, which is everybody less the rest.
    String other = Target.REST.equals(reference) ? Slicer.OVERALL : reference;
    return other != null && hidden.contains(other);
  }
}
