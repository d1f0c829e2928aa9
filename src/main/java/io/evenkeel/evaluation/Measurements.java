package io.evenkeel.evaluation;

import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.statistics.WilsonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the measurements of one slice, in order; leaves out what is not wanted. */
final class Measurements {
  /** Intervals are at level 1 - this. */
  static final double ALPHA = 0.05;

  private final MeasurementSet set;
  private final Set<String> named;
  private final List<Measurement> measurements = new ArrayList<>(64);
  private @Nullable String feature;
  private @Nullable String reference;
  private @Nullable String remark;

  /** Collects the metrics of a set, and those that are named whatever the set. */
  Measurements(MeasurementSet set, Set<String> named) {
    this.set = set;
    this.named = named;
  }

  /** Whether a metric is published. */
  boolean wants(Metric metric) {
    return set.includes(metric.set()) || named.contains(metric.name());
  }

  /** Whether everything is published that the summaries support. */
  boolean isEverything() {
    return set == MeasurementSet.FULL;
  }

  /** Whether any of these is published. */
  boolean wantsAny(List<Metric> metrics) {
    return metrics.stream().anyMatch(this::wants);
  }

  /** What follows is about this feature or class, or about none. */
  Measurements about(@Nullable String newFeature) {
    feature = newFeature;
    return this;
  }

  /** What follows is compared with this slice or profile, or with nothing. */
  Measurements against(@Nullable String newReference) {
    reference = newReference;
    return this;
  }

  /** What follows carries this remark as its reason even where it has a value, or none. */
  Measurements remarking(@Nullable String newRemark) {
    remark = newRemark;
    return this;
  }

  /** A plain count. */
  void count(Metric metric, long count, long n) {
    add(metric, (double) count, null, n, null);
  }

  /** A rate with its Wilson interval. */
  void rate(Metric metric, Proportion rate, double weight) {
    if (rate.trials() == 0) {
      undefined(metric, 0, metric.undefined());
      return;
    }
    Interval wilson = WilsonInterval.of(Weights.effective(rate, weight), ALPHA).orElse(null);
    add(metric, rate.value().getAsDouble(), wilson, rate.trials(), null);
  }

  /** A number without an interval. */
  void value(Metric metric, OptionalDouble value, long n) {
    value(metric, value, Optional.empty(), n);
  }

  /** A number with an interval, where one is known. */
  void value(Metric metric, OptionalDouble value, Optional<Interval> interval, long n) {
    if (value.isEmpty()) {
      undefined(metric, n, metric.undefined());
    } else if (!Double.isFinite(value.getAsDouble())) {
      undefined(metric, n, "infinite");
    } else {
      add(metric, value.getAsDouble(), interval.orElse(null), n, null);
    }
  }

  /** A number that does not exist, and why. */
  void undefined(Metric metric, long n, String reason) {
    add(metric, null, null, n, reason);
  }

  private void add(
      Metric metric,
      @Nullable Double value,
      @Nullable Interval interval,
      long n,
      @Nullable String reason) {
    if (!wants(metric)) {
      return;
    }
    measurements.add(
        new Measurement(
            metric.name(),
            feature,
            value,
            interval == null ? null : (Double) interval.lower(),
            interval == null ? null : (Double) interval.upper(),
            n,
            null,
            reason == null ? remark : reason,
            reference,
            null));
  }

  /** Everything so far. */
  List<Measurement> list() {
    return measurements;
  }
}
