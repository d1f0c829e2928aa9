package io.evenkeel.evaluation;

import io.evenkeel.profile.NumericBins;
import io.evenkeel.statistics.Moments;
import io.evenkeel.statistics.Wasserstein;
import io.evenkeel.summary.SliceSummary;
import java.util.Arrays;
import java.util.List;
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
      to.value(
          FeatureDriftMeasures.WASSERSTEIN,
          summed
              ? Wasserstein.ofAtoms(
                  means(reference, f, bins), counts(reference, f, bins),
                  means(now, f, bins), counts(now, f, bins))
              : OptionalDouble.empty(),
          n);
    }
    to.value(
        FeatureDriftMeasures.MEAN,
        now.clipped(f) == 0 ? moments.average() : OptionalDouble.empty(),
        n);
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
