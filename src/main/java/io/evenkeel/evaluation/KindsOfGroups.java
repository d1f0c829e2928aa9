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
    boolean association = to.wantsAny(AssociationMeasures.METRICS) && !plan.features().isEmpty();
    if (!between && !association) {
      return;
    }
    for (SliceSpec spec : plan.slicer().specs()) {
      List<SliceSummary> groups = groups(plan, spec, window);
      @Nullable Classes classes = plan.classes();
      if (between && classes != null) {
        to.about(spec.toString());
        BetweenGroupMeasures.add(
            groups.stream().map(group -> Outcomes.of(group, classes.positiveIndex())).toList(),
            favourable(groups, classes),
            to);
        to.about(null);
      }
      if (association && spec.attributes().size() == 1 && !groups.isEmpty()) {
        AssociationMeasures.add(spec.toString(), groups, plan.features(), to);
      }
    }
  }

  private static List<Proportion> favourable(List<SliceSummary> groups, Classes classes) {
    return groups.stream()
        .map(group -> Outcomes.of(group, classes.favourableIndex()).selected())
        .toList();
  }

  private static List<SliceSummary> groups(
      Plan plan, SliceSpec spec, Map<String, SliceSummary> window) {
    return window.entrySet().stream()
        .filter(entry -> !entry.getKey().contains("=" + Slicer.MISSING))
        .filter(entry -> !Slicer.isOther(entry.getKey()))
        .filter(entry -> spec.equals(plan.slicer().specOf(entry.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }
}
