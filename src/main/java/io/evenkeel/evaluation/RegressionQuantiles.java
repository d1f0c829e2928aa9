package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.ZERO_IS_BEST;

import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.NewcombeInterval;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.ErrorCells;
import io.evenkeel.summary.Quantity;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.ValueCells;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How a regression's errors and predictions are distributed, and how differently for a group: from
 * histograms whose cells the profile fixed, so only with a profile.
 */
final class RegressionQuantiles {
  private static final double[] OF_ERRORS = {0.05, 0.25, 0.5, 0.75, 0.95};
  private static final double[] OF_PREDICTIONS = {0.1, 0.5, 0.9};

  /** What counts as high: beyond this quantile of the profile. */
  private static final double HIGH = 0.9;

  private static final String NO_LABELS = "no labelled predictions, or no profile";
  private static final String NO_PREDICTIONS =
      "no predictions, no profile, or the quantile is out of the profile's range";

  static final Metric RESIDUAL =
      Metric.of(
              Family.REGRESSION,
              "residual_quantile",
              Scale.TARGET_ERROR,
              "quantile of prediction - truth, the share as feature, within 6.25 %")
          .best(ZERO_IS_BEST)
          .undefinedWhen(NO_LABELS)
          .full();
  static final Metric PREDICTION =
      Metric.of(
              Family.REGRESSION,
              "prediction_quantile",
              Scale.TARGET,
              "quantile of the predicted numbers, the share as feature, within 1/32 of the"
                  + " profile's range")
          .undefinedWhen(NO_PREDICTIONS)
          .full();
  static final Metric HIGH_RATE =
      Metric.of(
              Family.REGRESSION,
              "high_prediction_rate",
              Scale.SHARE,
              "share of predictions at or above the profile's 90 % quantile, rounded up to one of"
                  + " 64 steps over its range")
          .undefinedWhen("no predictions, or no profile")
          .full();
  static final Metric PREDICTION_GAP =
      Metric.of(
              Family.GROUP_GAP,
              "prediction_quantile_difference",
              Scale.TARGET_GAP,
              "quantile of the predicted numbers: group minus reference, the share as feature")
          .best(ZERO_IS_BEST)
          .undefinedWhen(NO_PREDICTIONS)
          .full();
  static final Metric HIGH_RATE_GAP =
      Metric.of(
              Family.GROUP_GAP,
              "high_prediction_rate_difference",
              Scale.GAP,
              "share of predictions at or above the profile's 90 % quantile: group minus reference")
          .best(ZERO_IS_BEST)
          .undefinedWhen("no predictions in the group or in the reference, or no profile")
          .tolerating(0.05)
          .full()
          .from("Newcombe 1998, method 10");

  static final List<Metric> METRICS = List.of(RESIDUAL, PREDICTION, HIGH_RATE);
  static final List<Metric> GAPS = List.of(PREDICTION_GAP, HIGH_RATE_GAP);

  private RegressionQuantiles() {}

  /**
   * Adds the quantiles of one slice.
   *
   * @param everybody the profile's summary of everybody, or null without a profile
   */
  static void add(
      SliceSummary summary, @Nullable SliceSummary everybody, Quantity scale, Measurements to) {
    if (!to.wantsAny(METRICS)) {
      return;
    }
    long[] errors = summary.errorCells();
    for (double share : OF_ERRORS) {
      to.about(Double.toString(share));
      to.value(RESIDUAL, residual(errors, share, scale), Arrays.stream(errors).sum());
    }
    long[] values = summary.valueCells();
    long n = Arrays.stream(values).sum();
    for (double share : OF_PREDICTIONS) {
      to.about(Double.toString(share));
      to.value(PREDICTION, prediction(values, share, scale), n);
    }
    to.about(null);
    to.rate(HIGH_RATE, high(values, everybody), Weights.mean(summary));
  }

  /** Adds the gaps of a group. */
  static void addGaps(
      Comparison comparison, @Nullable SliceSummary everybody, Quantity scale, Measurements to) {
    if (!to.wantsAny(GAPS)) {
      return;
    }
    long[] group = comparison.group().valueCells();
    long[] baseline = baseline(comparison, group);
    long n = Arrays.stream(group).sum();
    for (double share : OF_PREDICTIONS) {
      OptionalDouble here = prediction(group, share, scale);
      OptionalDouble there =
          prediction(
              comparison.shrunk() ? comparison.reference().valueCells() : baseline, share, scale);
      to.about(Double.toString(share));
      to.value(
          PREDICTION_GAP,
          here.isEmpty() || there.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(here.getAsDouble() - there.getAsDouble()),
          n);
    }
    to.about(null);
    Proportion ofGroup = high(group, everybody);
    Proportion ofBaseline = high(baseline, everybody);
    if (ofGroup.trials() == 0 || ofBaseline.trials() == 0) {
      to.undefined(HIGH_RATE_GAP, 0, HIGH_RATE_GAP.undefined());
      return;
    }
    double shrink = comparison.share(ofGroup.trials(), ofBaseline.trials());
    double gap = ofGroup.value().getAsDouble() - ofBaseline.value().getAsDouble();
    Optional<Interval> interval =
        NewcombeInterval.of(
                Weights.effective(ofGroup, Weights.mean(comparison.group())),
                Weights.effective(ofBaseline, Weights.mean(comparison.reference())),
                Measurements.ALPHA)
            .map(i -> new Interval(i.lower() * shrink, i.upper() * shrink));
    to.value(HIGH_RATE_GAP, OptionalDouble.of(gap * shrink), interval, n);
  }

  private static long[] baseline(Comparison comparison, long[] group) {
    long[] cells = comparison.reference().valueCells();
    for (int cell = 0; comparison.contains() && cell < cells.length; cell++) {
      cells[cell] -= group[cell];
    }
    return cells;
  }

  private static OptionalDouble residual(long[] errors, double share, Quantity scale) {
    int cell = cellOf(errors, share);
    return cell < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(scale.unit() * ErrorCells.middle(cell));
  }

  /** Linear within the cell; undefined in the outer cells, which have no other end. */
  private static OptionalDouble prediction(long[] values, double share, Quantity scale) {
    int cell = cellOf(values, share);
    if (cell <= 0 || cell == values.length - 1) {
      return OptionalDouble.empty();
    }
    double below = 0;
    for (int i = 0; i < cell; i++) {
      below += values[i];
    }
    double part = (share * Arrays.stream(values).sum() - below) / values[cell];
    double from = ValueCells.lowerEdge(cell);
    double width = ValueCells.lowerEdge(cell + 1) - from;
    return OptionalDouble.of(scale.fromUnits(from + width * Math.max(0, Math.min(1, part))));
  }

  /** The first cell up to which at least a share of all lies, or -1 without any. */
  private static int cellOf(long[] cells, double share) {
    long total = Arrays.stream(cells).sum();
    long sum = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      sum += cells[cell];
      if (sum > 0 && sum >= share * total) {
        return cell;
      }
    }
    return -1;
  }

  /** Predictions in the cells beyond the one that holds the profile's quantile. */
  private static Proportion high(long[] values, @Nullable SliceSummary everybody) {
    int threshold = everybody == null ? -1 : cellOf(everybody.valueCells(), HIGH);
    if (threshold < 0 || values.length == 0) {
      return new Proportion(0, 0);
    }
    long above = 0;
    for (int cell = threshold + 1; cell < values.length; cell++) {
      above += values[cell];
    }
    return new Proportion(above, Arrays.stream(values).sum());
  }
}
