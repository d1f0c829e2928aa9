package io.evenkeel.evaluation;

import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A group and what it is compared with in the same window.
 *
 * @param group the group
 * @param reference the reference slice, or everybody when the reference contains the group
 * @param contains whether {@code reference} contains the group, so that the baseline is the rest
 * @param shrunk whether the gap is to everybody: the gap to the rest, times the rest's share
 * @param label name of the reference
 * @param coverageRemark a warning where so many labels are missing that gaps of label-based rates
 *     may come from the labelling, or null
 */
record Comparison(
    SliceSummary group,
    SliceSummary reference,
    boolean contains,
    boolean shrunk,
    String label,
    @Nullable String coverageRemark) {

  /** The share of labels that both sides need for their gap to be taken at its word. */
  static final double TRUSTED_COVERAGE = 0.95;

  /** The comparison for a reference, or null when its slice is not in the window. */
  static @Nullable Comparison of(
      SliceSummary group,
      Reference reference,
      SliceSummary overall,
      Function<String, @Nullable SliceSummary> window) {
    if (reference instanceof Reference.Named named) {
      SliceSummary found = window.apply(named.slice());
      return found == null
          ? null
          : new Comparison(group, found, false, false, named.label(), remark(group, found));
    }
    boolean shrunk = reference instanceof Reference.Overall;
    return new Comparison(group, overall, true, shrunk, reference.label(), remark(group, overall));
  }

  private static @Nullable String remark(SliceSummary group, SliceSummary reference) {
    double ofGroup = coverage(group);
    double ofReference = coverage(reference);
    if (Math.min(ofGroup, ofReference) >= TRUSTED_COVERAGE) {
      return null;
    }
    return "label coverage "
        + percent(ofGroup)
        + " in the group, "
        + percent(ofReference)
        + " in the reference: the labelled may not be like the rest";
  }

  private static double coverage(SliceSummary summary) {
    return summary.n() == 0 ? 1 : (double) summary.labelled(SummaryLayout.ALL) / summary.n();
  }

  private static String percent(double share) {
    return Math.floor(share * 1000) / 10 + " %";
  }

  /** Counts of the group for one class. */
  Outcomes ofGroup(int label) {
    return Outcomes.of(group, label);
  }

  /** Counts of those it is measured against, which do not contain the group. */
  Outcomes ofBaseline(int label) {
    Outcomes all = Outcomes.of(reference, label);
    return contains ? all.minus(Outcomes.of(group, label)) : all;
  }

  /** Counts of the reference as it is named, the group included where it is everybody. */
  Outcomes ofReference(int label) {
    return shrunk ? Outcomes.of(reference, label) : ofBaseline(label);
  }

  /** Sums over those it is measured against. */
  MeanSums baseline(Function<SliceSummary, MeanSums> of) {
    MeanSums all = of.apply(reference);
    return contains ? all.minus(of.apply(group)) : all;
  }

  /** Records of those it is measured against. */
  long baselineRows() {
    return contains ? reference.rows() - group.rows() : reference.rows();
  }

  /** What a gap to the baseline is multiplied with, from both counts. */
  double share(long ofGroup, long ofBaseline) {
    return shrunk ? ofBaseline / ((double) ofGroup + ofBaseline) : 1;
  }
}
