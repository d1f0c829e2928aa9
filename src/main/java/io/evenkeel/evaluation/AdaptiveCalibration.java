package io.evenkeel.evaluation;

import io.evenkeel.statistics.ReliabilityBins;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The calibration error over bins of about equal mass in the profile: neighbours of the 20 bins in
 * state are joined until each holds a tenth of the profile's scores. The edges never depend on
 * current data, so values of different windows compare.
 */
final class AdaptiveCalibration {
  private static final int MOST_BINS = 10;

  static final Metric ERROR =
      Metric.of(
              Family.CALIBRATION,
              "adaptive_calibration_error",
              Scale.DISTANCE,
              "expected calibration error over at most 10 bins of about equal mass in the profile,"
                  + " each of one or more of the 20 bins in state")
          .best(Metric.Direction.LOWER_IS_BETTER)
          .undefinedWhen("no labelled predictions with a score, or no scores in the profile")
          .full()
          .from("Nixon et al. 2019, edges frozen with the profile");

  static final List<Metric> METRICS = List.of(ERROR);

  private AdaptiveCalibration() {}

  /**
   * Adds the error.
   *
   * @param everybody the profile's summary of everybody, or null without a profile
   */
  static void add(SliceSummary summary, @Nullable SliceSummary everybody, Measurements to) {
    if (!to.wants(ERROR)) {
      return;
    }
    int[] bins = everybody == null ? new int[0] : bins(everybody.scoreCounts());
    ReliabilityBins fine = CalibrationMeasures.bins(summary);
    to.value(
        ERROR,
        bins.length == 0
            ? OptionalDouble.empty()
            : joined(summary, bins).expectedCalibrationError(),
        fine.total());
  }

  /** The joined bin of each bin in state; nothing when the profile has no scores. */
  static int[] bins(long[] reference) {
    long total = Arrays.stream(reference).sum();
    if (total == 0) {
      return new int[0];
    }
    int[] bins = new int[reference.length];
    long below = 0;
    int current = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      bins[bin] = current;
      below += reference[bin];
      // Counts stay far below 2^60, so that ten times one fits.
      if (below * MOST_BINS >= (current + 1) * total && below < total) {
        current = (int) Math.max(current + 1, below * MOST_BINS / total);
      }
    }
    return renumbered(bins);
  }

  /** Without gaps in the numbering. */
  private static int[] renumbered(int[] bins) {
    int next = 0;
    int[] dense = new int[bins.length];
    for (int bin = 1; bin < bins.length; bin++) {
      next += bins[bin] == bins[bin - 1] ? 0 : 1;
      dense[bin] = next;
    }
    return dense;
  }

  private static ReliabilityBins joined(SliceSummary summary, int[] bins) {
    int count = bins[bins.length - 1] + 1;
    long[] n = new long[count];
    double[] sums = new double[count];
    long[] positives = new long[count];
    long[] fineN = summary.labelScoreCounts(SummaryLayout.ALL);
    double[] fineSums = summary.labelScoreSums(SummaryLayout.ALL);
    long[] finePositives = summary.labelScorePositives(SummaryLayout.ALL);
    for (int bin = 0; bin < bins.length; bin++) {
      n[bins[bin]] += fineN[bin];
      sums[bins[bin]] += fineSums[bin];
      positives[bins[bin]] += finePositives[bin];
    }
    return ReliabilityBins.of(n, sums, positives);
  }
}
