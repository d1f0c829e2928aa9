package io.evenkeel.evaluation;

import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.MeanEstimate;
import io.evenkeel.statistics.NewcombeInterval;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.statistics.RatioInterval;
import io.evenkeel.statistics.SquareAndAddInterval;
import io.evenkeel.summary.SliceSummary;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Differences and ratios between a group and its baseline. */
final class Gaps {
  private Gaps() {}

  /**
   * A difference with its interval.
   *
   * @param value group minus reference
   * @param interval 95 %
   * @param n records behind the group's side
   */
  record Gap(double value, Interval interval, long n) {
    private Gap times(double share) {
      return share == 1
          ? this
          : new Gap(
              value * share, new Interval(interval.lower() * share, interval.upper() * share), n);
    }
  }

  /** Group minus reference of one rate, or null when either has nobody in its denominator. */
  static @Nullable Gap difference(
      Comparison comparison,
      Outcomes group,
      Outcomes baseline,
      Function<Outcomes, Proportion> rate) {
    Proportion ofGroup = rate.apply(group);
    Proportion ofBaseline = rate.apply(baseline);
    if (ofGroup.trials() == 0 || ofBaseline.trials() == 0) {
      return null;
    }
    double value = ofGroup.value().getAsDouble() - ofBaseline.value().getAsDouble();
    Interval interval =
        NewcombeInterval.of(
                Weights.effective(ofGroup, group.weight()),
                Weights.effective(ofBaseline, baseline.weight()),
                Measurements.ALPHA)
            .orElse(new Interval(-1, 1));
    return new Gap(value, interval, ofGroup.trials())
        .times(comparison.share(ofGroup.trials(), ofBaseline.trials()));
  }

  /** Group over reference of one rate; undefined when either is, or when the reference is 0. */
  static void addRatio(
      Metric metric,
      Comparison comparison,
      Outcomes group,
      Outcomes baseline,
      Function<Outcomes, Proportion> rate,
      Measurements to) {
    Proportion ofGroup = rate.apply(group);
    Proportion rest = rate.apply(baseline);
    Proportion reference = comparison.shrunk() ? rest.plus(ofGroup) : rest;
    if (ofGroup.trials() == 0 || reference.successes() == 0) {
      to.undefined(metric, ofGroup.trials(), metric.undefined());
      return;
    }
    double value = ofGroup.value().getAsDouble() / reference.value().getAsDouble();
    Optional<Interval> interval =
        RatioInterval.of(
            Weights.effective(ofGroup, group.weight()),
            Weights.effective(rest, baseline.weight()),
            Measurements.ALPHA);
    double within = comparison.shrunk() ? (double) ofGroup.trials() / reference.trials() : 0;
    to.value(
        metric,
        OptionalDouble.of(value),
        interval.map(of -> new Interval(toAll(of.lower(), within), toAll(of.upper(), within))),
        ofGroup.trials());
  }

  /** The ratio to everybody, from the ratio to the rest and the group's share of everybody. */
  private static double toAll(double toRest, double share) {
    return toRest / (share * toRest + 1 - share);
  }

  /** Group minus reference of a mean, or null with fewer than two records on either side. */
  static @Nullable Gap difference(Comparison comparison, Function<SliceSummary, MeanSums> of) {
    MeanSums ofGroup = of.apply(comparison.group());
    MeanSums ofBaseline = comparison.baseline(of);
    Optional<MeanEstimate> group = ofGroup.mean();
    Optional<MeanEstimate> baseline = ofBaseline.mean();
    if (group.isEmpty() || baseline.isEmpty()) {
      return null;
    }
    MeanEstimate difference = group.get().minus(baseline.get());
    return new Gap(difference.mean(), difference.interval(Measurements.ALPHA), ofGroup.n())
        .times(comparison.share(ofGroup.n(), ofBaseline.n()));
  }

  /** The mean of two independent gaps, or null when either is. */
  static @Nullable Gap mean(@Nullable Gap a, @Nullable Gap b) {
    return a == null || b == null
        ? null
        : new Gap(
            (a.value + b.value) / 2,
            SquareAndAddInterval.ofMean(a.value, a.interval, b.value, b.interval),
            a.n + b.n);
  }

  /** Publishes a gap. */
  static void add(Metric metric, @Nullable Gap gap, Measurements to) {
    if (gap == null) {
      to.undefined(metric, 0, metric.undefined());
    } else {
      to.value(metric, OptionalDouble.of(gap.value), Optional.of(gap.interval), gap.n);
    }
  }
}
