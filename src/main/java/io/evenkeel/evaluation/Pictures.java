package io.evenkeel.evaluation;

import io.evenkeel.digest.Plan;
import io.evenkeel.evaluation.Histogram.Kind;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.statistics.ReliabilityBins;
import io.evenkeel.statistics.WilsonInterval;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The counts behind the plots of one slice: histograms and the reliability diagram. Pure. */
public final class Pictures {
  /** Cells of all histograms of a report together; features beyond are left out. */
  public static final int MOST_CELLS = 5000;

  private Pictures() {}

  /** Histograms of scores, classes and features, in this order; empty ones are left out. */
  public static List<Histogram> histograms(Plan plan, SliceSummary summary) {
    List<Histogram> histograms = new ArrayList<>();
    int left = MOST_CELLS;
    left -= add(histograms, Kind.SCORE, "", summary.scoreCounts());
    left -= add(histograms, Kind.CLASS, "", summary.predicted());
    List<FeatureBins> features = plan.features();
    for (int i = 0; i < features.size() && features.get(i).cells() <= left; i++) {
      left -= add(histograms, Kind.FEATURE, features.get(i).feature(), summary.featureCells(i));
    }
    return histograms;
  }

  private static int add(List<Histogram> to, Kind kind, String name, long[] counts) {
    if (Arrays.stream(counts).allMatch(count -> count == 0)) {
      return 0;
    }
    to.add(new Histogram(kind, name, Arrays.stream(counts).boxed().toList()));
    return counts.length;
  }

  /** The diagram over ten bins of equal width; bins without labels are left out. */
  public static List<ReliabilityBin> reliability(SliceSummary summary) {
    if (summary.layout().classes() == 0) {
      return List.of();
    }
    ReliabilityBins bins = CalibrationMeasures.bins(summary).coarser(CalibrationMeasures.BINS);
    List<ReliabilityBin> points = new ArrayList<>();
    for (int bin = 0; bin < bins.bins(); bin++) {
      long n = bins.n(bin);
      if (n > 0) {
        Proportion rate = new Proportion(bins.positives(bin), n);
        Interval interval =
            WilsonInterval.of(Weights.effective(rate, Weights.mean(summary)), Measurements.ALPHA)
                .orElse(new Interval(0, 1));
        points.add(
            new ReliabilityBin(
                bin / (double) bins.bins(),
                bin == bins.bins() - 1 ? 1 : (bin + 1) / (double) bins.bins(),
                n,
                bins.sumProbability(bin) / n,
                rate.value().orElse(0),
                interval.lower(),
                interval.upper()));
      }
    }
    return points;
  }
}
