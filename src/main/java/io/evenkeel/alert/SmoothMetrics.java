package io.evenkeel.alert;

import io.evenkeel.alert.SmoothMeasure.Known;
import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.Task;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.RocAuc;
import io.evenkeel.statistics.WilsonInterval;
import io.evenkeel.summary.SliceSummary;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The metrics that have an interval and no likelihood, by name. */
final class SmoothMetrics {
  private static final double Z = 1.959963984540054;
  private static final double ALPHA = 0.05;

  private SmoothMetrics() {}

  /** The number of this name, or null when there is none. */
  static @Nullable SmoothMeasure find(String metric, Plan plan) {
    Classes classes = plan.monitor().classes();
    if (classes == null) {
      return null;
    }
    int positive = classes.positiveIndex();
    return switch (metric) {
      case "roc_auc" ->
          plan.monitor().task() == Task.BINARY
              ? new SmoothMeasure(SmoothMetrics::scored, SmoothMetrics::area)
              : null;
      case "f1" -> new SmoothMeasure(matrix(positive), SmoothMetrics::f1);
      case "balanced_accuracy" -> new SmoothMeasure(matrix(positive), SmoothMetrics::balanced);
      default -> null;
    };
  }

  private static NumberMeasure.Counter matrix(int label) {
    return (summary, block) -> ShiftMeasure.doubles(Counts.binary(summary, block, label));
  }

  /** Labelled records by score bin: those of the class, then the others. */
  private static double[] scored(SliceSummary summary, int block) {
    double[] positives = ShiftMeasure.doubles(summary.labelScorePositives(block));
    double[] all = ShiftMeasure.doubles(summary.labelScoreCounts(block));
    double[] both = Arrays.copyOf(positives, 2 * positives.length);
    Arrays.setAll(all, i -> all[i] - positives[i]);
    System.arraycopy(all, 0, both, positives.length, all.length);
    return both;
  }

  /** The area of scores rounded to 20 bins, in panes and profile alike, so that both compare. */
  private static Optional<Known> area(double[] sums) {
    int bins = sums.length / 2;
    long[] positives = whole(Arrays.copyOf(sums, bins));
    long[] negatives = whole(Arrays.copyOfRange(sums, bins, sums.length));
    return RocAuc.ofHistogram(positives, negatives)
        .filter(auc -> auc.variance() != null)
        .map(
            auc -> {
              Double error = auc.standardError();
              double margin = error == null ? 1 : Z * error;
              Interval interval =
                  new Interval(auc.auc() - margin, auc.auc() + margin).clamped(0, 1);
              return new Known(auc.auc(), interval, Math.round(ShiftMeasure.total(sums)));
            });
  }

  private static long[] whole(double[] counts) {
    return Arrays.stream(counts).mapToLong(count -> Math.max(0, Math.round(count))).toArray();
  }

  /** F1 = 2 J / (1 + J) with Jaccard's J = tp / (tp + fp + fn), a share with Wilson's interval. */
  private static Optional<Known> f1(double[] c) {
    double n = c[0] + c[1] + c[2];
    return WilsonInterval.of(RateMeasure.proportion(new double[] {c[0], n}), ALPHA)
        .map(
            jaccard ->
                new Known(
                    ofJaccard(c[0] / n),
                    new Interval(ofJaccard(jaccard.lower()), ofJaccard(jaccard.upper())),
                    Math.round(ShiftMeasure.total(c))));
  }

  private static double ofJaccard(double jaccard) {
    return 2 * jaccard / (1 + jaccard);
  }

  private static Optional<Known> balanced(double[] c) {
    double positives = c[0] + c[2];
    double negatives = c[1] + c[3];
    Optional<Interval> found =
        WilsonInterval.of(RateMeasure.proportion(new double[] {c[0], positives}), ALPHA);
    Optional<Interval> cleared =
        WilsonInterval.of(RateMeasure.proportion(new double[] {c[3], negatives}), ALPHA);
    if (found.isEmpty() || cleared.isEmpty()) {
      return Optional.empty();
    }
    double a = c[0] / positives;
    double b = c[3] / negatives;
    Interval one = found.get();
    Interval two = cleared.get();
    double middle = (a + b) / 2;
    Interval interval =
        new Interval(
            middle - Math.hypot(a - one.lower(), b - two.lower()) / 2,
            middle + Math.hypot(one.upper() - a, two.upper() - b) / 2);
    return Optional.of(new Known(middle, interval, Math.round(positives + negatives)));
  }
}
