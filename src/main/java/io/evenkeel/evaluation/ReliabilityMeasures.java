package io.evenkeel.evaluation;

import io.evenkeel.statistics.Proportion;
import io.evenkeel.statistics.ReliabilityBins;
import io.evenkeel.summary.SliceSummary;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The reliability diagram: mean score and share of positives of every score bin that has labels.
 */
final class ReliabilityMeasures {
  private static final String UNLABELLED = "no labelled predictions in the bin";

  static final Metric COUNT =
      metric("reliability_count", Scale.COUNT, "labelled predictions in the score bin");
  static final Metric MEAN_SCORE =
      metric("reliability_mean_probability", Scale.SHARE, "mean score in the score bin");
  static final Metric POSITIVE_RATE =
      metric(
          "reliability_label_rate",
          Scale.SHARE,
          "share of positives (several classes: of right predictions) in the score bin");

  static final List<Metric> METRICS = List.of(COUNT, MEAN_SCORE, POSITIVE_RATE);

  private ReliabilityMeasures() {}

  private static Metric metric(String name, Scale scale, String formula) {
    return Metric.of(
            Family.CALIBRATION, name, scale, formula + ", 10 equal-width bins, last one closed")
        .undefinedWhen(UNLABELLED)
        .full()
        .from("netcal 1.3.6; the bin is the feature");
  }

  static void add(SliceSummary summary, Measurements to) {
    if (!to.wantsAny(METRICS)) {
      return;
    }
    ReliabilityBins bins = CalibrationMeasures.bins(summary).coarser(CalibrationMeasures.BINS);
    for (int bin = 0; bin < bins.bins(); bin++) {
      long n = bins.n(bin);
      if (n > 0) {
        to.about(name(bin, bins.bins()));
        to.count(COUNT, n, n);
        to.value(MEAN_SCORE, OptionalDouble.of(bins.sumProbability(bin) / n), n);
        to.rate(POSITIVE_RATE, new Proportion(bins.positives(bin), n), Weights.mean(summary));
      }
    }
    to.about(null);
  }

  /** A bin as people read it: {@code [0.9, 1.0]}. */
  static String name(int bin, int bins) {
    String end = bin == bins - 1 ? "]" : ")";
    return "[" + bin / (double) bins + ", " + (bin + 1) / (double) bins + end;
  }
}
