package io.evenkeel.alert;

import io.evenkeel.digest.Slicer;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.proxy.GroupEstimate;
import io.evenkeel.proxy.HiddenGroups;
import io.evenkeel.summary.SliceSummary;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gap of a group whose members are known by their proxies only; its interval are the bounds
 * that no memberships can leave.
 *
 * @param groups the groups of the attribute
 * @param group the group's slice name
 * @param proxies names of the features that stand for the attribute
 */
record EstimatedGapMeasure(HiddenGroups groups, String group, String proxies)
    implements PaneMeasure {
  /** Records that are judged together. */
  private static final double ENOUGH = 1000;

  @Override
  public Bad bad() {
    return Bad.EITHER;
  }

  @Override
  public @Nullable Reading read(PaneView pane) {
    SliceSummary everybody = pane.slices().get(Slicer.OVERALL);
    if (everybody == null || everybody.n() <= 0) {
      return null;
    }
    if (pane.hides(Slicer.OVERALL, null)) {
      return Reading.unusable("everybody is too small a group to be seen");
    }
    return groups.isHidden(pane.slices())
        ? Reading.of(groups.sums(everybody))
        : Reading.unusable("the attribute is known, so nothing is to be estimated");
  }

  @Override
  public double fullness(double[] sums) {
    double n = 0;
    for (int cell = 0; cell < sums.length / 2; cell++) {
      n += sums[cell];
    }
    return n / ENOUGH;
  }

  @Override
  public Effect effect(double[] sums, double @Nullable [] reference) {
    Optional<GroupEstimate> found = groups.estimate(group, sums);
    if (found.isEmpty()) {
      return Effect.NONE;
    }
    GroupEstimate e = found.get();
    return new Effect(
            e.gap(), e.interval().lower(), e.interval().upper(), e.n(), e.rate(), e.others(), null)
        .given(groups.doubt(group, sums) == null ? Verdict.BREACH : Verdict.INSUFFICIENT);
  }
}
