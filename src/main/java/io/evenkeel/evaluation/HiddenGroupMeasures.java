package io.evenkeel.evaluation;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.proxy.GroupEstimate;
import io.evenkeel.proxy.HiddenGroups;
import io.evenkeel.summary.SliceSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What groups get whose members are known by their proxies only; they stand in the overall report,
 * the group as feature. Only where most records of the window lack the attribute.
 */
final class HiddenGroupMeasures {
  private static final String NOBODY = "nobody can be a member, or no outcomes";

  static final Metric RATE =
      Metric.of(
              Family.ESTIMATED_GROUPS,
              "estimated_group_rate",
              Scale.SHARE,
              "sum p y / sum p over records, p = P(member of the group | proxy cell) learned where"
                  + " the attribute was known, y = favourable")
          .undefinedWhen(NOBODY)
          .full()
          .from("Chen et al. 2019");
  static final Metric GAP =
      Metric.of(
              Family.ESTIMATED_GROUPS,
              "estimated_group_gap",
              Scale.GAP,
              "estimated_group_rate less that of everybody else: too small where the outcome depends"
                  + " on the group within a proxy cell. Its ends are no interval of it but the sharp"
                  + " bounds of the true gap, whoever the members in each cell are, widened by the"
                  + " sampling error of outcomes")
          .best(Metric.Direction.ZERO_IS_BEST)
          .undefinedWhen(NOBODY)
          .full()
          .tolerating(0.05)
          .from("Chen et al. 2019; Kallus, Mao and Zhou 2022");
  static final Metric CALIBRATION =
      Metric.of(
              Family.ESTIMATED_GROUPS,
              "membership_calibration_error",
              Scale.DISTANCE,
              "how far P(member | proxy cell), learned from four fifths of the reference, was off in"
                  + " the fifth held out, 10 bins, beyond chance")
          .best(Metric.Direction.LOWER_IS_BETTER)
          .full()
          .tolerating(HiddenGroups.MOST_CALIBRATION_ERROR);
  static final Metric DRIFT =
      Metric.of(
              Family.ESTIMATED_GROUPS,
              "membership_drift",
              Scale.DISTANCE,
              "total variation of the proxy cells from those that memberships were learned on, less"
                  + " what chance shows; the attribute is the feature")
          .best(Metric.Direction.LOWER_IS_BETTER)
          .undefinedWhen("no records with an outcome")
          .full()
          .tolerating(HiddenGroups.MOST_DRIFT);

  static final List<Metric> METRICS = List.of(RATE, GAP, CALIBRATION, DRIFT);

  private HiddenGroupMeasures() {}

  /**
   * Adds every group.
   *
   * @param window every slice that may be shown
   */
  static void add(Plan plan, Map<String, SliceSummary> window, Measurements to) {
    SliceSummary everybody = window.get(Slicer.OVERALL);
    if (everybody == null || !to.wantsAny(METRICS)) {
      return;
    }
    for (HiddenGroups groups : HiddenGroups.of(plan)) {
      if (groups.isHidden(window)) {
        add(groups, groups.sums(everybody), everybody.n(), to);
      }
    }
  }

  private static void add(HiddenGroups groups, double[] sums, long n, Measurements to) {
    String rest = new Reference.Rest().label();
    for (String group : groups.membership().groups()) {
      to.about(group).remarking(groups.doubt(group, sums));
      Optional<GroupEstimate> found = groups.estimate(group, sums);
      to.value(RATE, found.map(e -> OptionalDouble.of(e.rate())).orElse(OptionalDouble.empty()), n);
      to.against(rest);
      to.value(
          GAP,
          found.map(e -> OptionalDouble.of(e.gap())).orElse(OptionalDouble.empty()),
          found.map(GroupEstimate::interval),
          n);
      to.against(null).remarking(null);
      to.value(
          CALIBRATION,
          OptionalDouble.of(groups.calibrationError(group)),
          groups.membership().heldOut());
    }
    to.about(groups.membership().attribute());
    to.value(DRIFT, groups.drift(sums), n);
    to.about(null);
  }
}
