package io.evenkeel.evaluation;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.monitor.Task;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.SliceSummary;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Measures of all groups of each kind of slice together; they stand in the overall report. */
final class KindsOfGroups {
  private KindsOfGroups() {}

  /**
   * Adds every kind in the monitor's order.
   *
   * @param window every slice that may be shown
   */
  static void add(Plan plan, Map<String, SliceSummary> window, Measurements to) {
    boolean binary = plan.monitor().task() == Task.BINARY;
    boolean between = binary && to.wantsAny(BetweenGroupMeasures.METRICS);
    boolean association = to.wantsAny(AssociationMetrics.METRICS) && !plan.features().isEmpty();
    if (!between && !association) {
      return;
    }
    // Where only a check for proxies asks for them, they are about sensitive attributes.
    boolean all = !plan.looksForProxies() || to.isEverything();
    for (SliceSpec spec : plan.slicer().specs()) {
      SortedMap<String, SliceSummary> slices = groups(plan, spec, window);
      List<SliceSummary> groups = List.copyOf(slices.values());
      @Nullable Classes classes = plan.classes();
      if (between && classes != null && !plan.isUnreported(spec)) {
        to.about(spec.toString());
        BetweenGroupMeasures.add(
            groups.stream().map(group -> Outcomes.of(group, classes.positiveIndex())).toList(),
            favourable(groups, classes),
            to);
        to.about(null);
      }
      SliceSummary everybody = window.get(Slicer.OVERALL);
      boolean single = spec.attributes().size() == 1;
      if (association
          && single
          && !groups.isEmpty()
          && everybody != null
          && (all || asked(plan, spec))) {
        AssociationMeasures.add(plan, spec.attributes().get(0), slices, everybody, to);
      }
    }
  }

  private static List<Proportion> favourable(List<SliceSummary> groups, Classes classes) {
    return groups.stream()
        .map(group -> Outcomes.of(group, classes.favourableIndex()).selected())
        .toList();
  }

  private static boolean asked(Plan plan, SliceSpec spec) {
    return plan.sensitive().contains(spec.attributes().get(0));
  }

  private static SortedMap<String, SliceSummary> groups(
      Plan plan, SliceSpec spec, Map<String, SliceSummary> window) {
    SortedMap<String, SliceSummary> groups = new TreeMap<>(window);
    groups
        .keySet()
        .removeIf(
            slice ->
                slice.contains("=" + Slicer.MISSING)
                    || Slicer.isOther(slice)
                    || !spec.equals(plan.slicer().specOf(slice)));
    return groups;
  }
}
