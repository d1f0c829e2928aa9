package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.ZERO_IS_BEST;

import io.evenkeel.monitor.Classes;
import io.evenkeel.statistics.ConfusionRate;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.SquareAndAddInterval;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How much a gap changed against the same gap in the profile. */
final class GapChangeMeasures {
  private static final Map<ConfusionRate, Metric> CHANGES = changes();

  static final List<Metric> METRICS = List.copyOf(CHANGES.values());

  private GapChangeMeasures() {}

  private static Map<ConfusionRate, Metric> changes() {
    Map<ConfusionRate, Metric> changes = new EnumMap<>(ConfusionRate.class);
    for (ConfusionRate rate :
        List.of(
            ConfusionRate.SELECTION_RATE,
            ConfusionRate.ACCURACY,
            ConfusionRate.TRUE_POSITIVE_RATE,
            ConfusionRate.FALSE_POSITIVE_RATE)) {
      changes.put(
          rate,
          Metric.of(
                  Family.GROUP_GAP,
                  rate.metric() + "_difference_change",
                  Scale.GAP_CHANGE,
                  rate.metric().replace('_', ' ') + ": gap now minus gap in the profile")
              .best(ZERO_IS_BEST)
              .undefinedWhen("the gap is undefined now or in the profile")
              .full()
              .from("Zou and Donner 2008"));
    }
    return changes;
  }

  /**
   * Adds the changes.
   *
   * @param before the same comparison in the profile, or null when it has not both groups
   */
  static void add(Comparison now, @Nullable Comparison before, Classes classes, Measurements to) {
    if (!to.wantsAny(METRICS)) {
      return;
    }
    int positive = classes.positiveIndex();
    CHANGES.forEach(
        (rate, metric) -> {
          to.remarking(rate.needsLabels() ? now.coverageRemark() : null);
          Gaps.Gap current = gap(now, rate, positive);
          Gaps.Gap then = before == null ? null : gap(before, rate, positive);
          if (current == null || then == null) {
            to.undefined(metric, 0, metric.undefined());
          } else {
            Interval interval =
                SquareAndAddInterval.ofDifference(
                    current.value(), current.interval(), then.value(), then.interval());
            to.value(
                metric,
                OptionalDouble.of(current.value() - then.value()),
                Optional.of(interval),
                current.n());
          }
        });
    to.remarking(null);
  }

  private static Gaps.@Nullable Gap gap(Comparison comparison, ConfusionRate rate, int label) {
    return Gaps.difference(
        comparison,
        comparison.ofGroup(label),
        comparison.ofBaseline(label),
        outcomes -> outcomes.rate(rate));
  }
}
