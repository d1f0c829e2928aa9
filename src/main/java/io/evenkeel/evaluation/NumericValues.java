package io.evenkeel.evaluation;

import io.evenkeel.profile.NumericBins;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.Moments;
import io.evenkeel.statistics.Wasserstein;
import io.evenkeel.summary.SliceSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What the sums of a numeric feature say beyond its cells. */
final class NumericValues {
  static final List<Metric> METRICS =
      List.of(FeatureDriftMeasures.WASSERSTEIN, FeatureDriftMeasures.MEAN);

  private NumericValues() {}

  static void add(
      SliceSummary now,
      @Nullable SliceSummary reference,
      int f,
      NumericBins bins,
      Measurements to) {
    Moments moments = moments(now, f, bins);
    long n = moments.n();
    boolean summed = now.clipped(f) == 0 && (reference == null || reference.clipped(f) == 0);
    if (reference != null) {
      OptionalDouble distance =
          summed
              ? Wasserstein.ofAtoms(
                  means(reference, f, bins), counts(reference, f, bins),
                  means(now, f, bins), counts(now, f, bins))
              : OptionalDouble.empty();
      to.value(
          FeatureDriftMeasures.WASSERSTEIN, distance, bound(distance, now, reference, f, bins), n);
    }
    to.value(
        FeatureDriftMeasures.MEAN,
        now.clipped(f) == 0 ? moments.average() : OptionalDouble.empty(),
        n);
  }

  /** Where the distance of the raw values lies. */
  private static Optional<Interval> bound(
      OptionalDouble distance, SliceSummary now, SliceSummary reference, int f, NumericBins bins) {
    if (distance.isEmpty()) {
      return Optional.empty();
    }
    double error = spread(now, f, bins) + spread(reference, f, bins) + bins.quantity().unit();
    double middle = distance.getAsDouble();
    return Optional.of(new Interval(Math.max(0, middle - error), middle + error));
  }

  /**
   * At most the mean distance of a value from its cell's mean: half the width of its cell, as long
   * as all lie in the reference's range, and the root of the mean squared distance.
   */
  private static double spread(SliceSummary summary, int f, NumericBins bins) {
    long[] counts = counts(summary, f, bins);
    double[] means = means(summary, f, bins);
    Moments moments = moments(summary, f, bins);
    double squares = moments.squaredDeviations();
    double widths = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      double from = cell == 0 ? bins.min() : bins.cuts()[cell - 1];
      double to = cell == counts.length - 1 ? bins.max() : bins.cuts()[cell];
      double offset = means[cell] - moments.average().orElse(0);
      squares -= counts[cell] == 0 ? 0 : counts[cell] * offset * offset;
      widths += counts[cell] == 0 ? 0 : counts[cell] * Math.max(0, to - from) / 2;
    }
    double root = Math.sqrt(Math.max(0, squares) / moments.n());
    boolean inside = summary.below(f) + summary.above(f) == 0;
    return inside ? Math.min(root, widths / moments.n()) : root;
  }

  /** Moments of the values present that were not too far out to be summed. */
  static Moments moments(SliceSummary summary, int f, NumericBins bins) {
    long[] cells = summary.featureCells(f);
    long[] sums = summary.featureCellSums(f);
    long n = -summary.clipped(f);
    double sum = 0;
    for (int cell = 0; cell < bins.missingCell(); cell++) {
      n += cells[cell];
      sum += sums[cell];
    }
    return Moments.ofScaledSums(
        n, sum, summary.featureSquareSum(f), bins.quantity().centre(), bins.quantity().unit());
  }

  private static long[] counts(SliceSummary summary, int f, NumericBins bins) {
    return Arrays.copyOf(summary.featureCells(f), bins.missingCell());
  }

  private static double[] means(SliceSummary summary, int f, NumericBins bins) {
    long[] cells = summary.featureCells(f);
    long[] sums = summary.featureCellSums(f);
    double[] means = new double[bins.missingCell()];
    for (int cell = 0; cell < means.length; cell++) {
      if (cells[cell] > 0) {
        means[cell] = bins.quantity().fromUnits((double) sums[cell] / cells[cell]);
      }
    }
    return means;
  }
}
