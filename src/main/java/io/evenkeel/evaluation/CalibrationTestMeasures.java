package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.HIGHER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.LOWER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.ZERO_IS_BEST;

import io.evenkeel.statistics.BrierDecomposition;
import io.evenkeel.statistics.HosmerLemeshow;
import io.evenkeel.statistics.MulticlassCalibration;
import io.evenkeel.statistics.ReliabilityBins;
import io.evenkeel.statistics.SpiegelhalterZ;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** More on calibration, for those who look closer. Errors over bins of equal mass are not kept. */
final class CalibrationTestMeasures {
  static final Metric DEBIASED =
      metric(
              "debiased_calibration_error",
              Scale.DISTANCE,
              "root mean squared calibration error over 10 bins, its sampling bias taken off")
          .undefinedWhen("no bin has two labelled predictions")
          .from("Kumar, Liang and Ma 2019; verified_calibration");
  static final Metric HOSMER_LEMESHOW =
      metric(
              "hosmer_lemeshow",
              Scale.INDEX,
              "sum (Y-E)^2/E + (Y-E)^2/(n-E), bins expecting fewer than 5 merged with a neighbour")
          .from("R performance::performance_hosmer; df = bins");
  static final Metric HOSMER_LEMESHOW_P =
      metric("hosmer_lemeshow_p_value", Scale.P_VALUE, "for a model fitted on other data")
          .best(HIGHER_IS_BETTER);
  static final Metric SPIEGELHALTER =
      metric(
              "spiegelhalter_z",
              Scale.STATISTIC,
              "sum (y-p)(1-2p) / sqrt(sum (1-2p)^2 p(1-p)), standard normal when calibrated")
          .best(ZERO_IS_BEST)
          .undefinedWhen("every score is 0, 1/2 or 1, or nothing is labelled")
          .from("Spiegelhalter 1986; R rms::val.prob");
  static final Metric SPIEGELHALTER_P =
      metric("spiegelhalter_p_value", Scale.P_VALUE, "two-sided")
          .best(HIGHER_IS_BETTER)
          .undefinedWhen("every score is 0, 1/2 or 1, or nothing is labelled");
  static final Metric RELIABILITY =
      metric("brier_reliability", Scale.INDEX, "sum n_b/n (mean p - mean y)^2 over 20 bins")
          .from("Murphy 1973");
  static final Metric RESOLUTION =
      metric("brier_resolution", Scale.INDEX, "sum n_b/n (mean y in the bin - mean y)^2")
          .best(HIGHER_IS_BETTER)
          .from("Murphy 1973");
  static final Metric UNCERTAINTY =
      metric("brier_uncertainty", Scale.INDEX, "mean y (1 - mean y)")
          .best(Metric.Direction.NEITHER)
          .from("Murphy 1973");
  static final Metric CLASSWISE =
      metric(
              "classwise_calibration_error",
              Scale.DISTANCE,
              "mean over the classes of the calibration error of each class against the rest")
          .from("Kull et al. 2019");

  static final List<Metric> METRICS =
      List.of(
          DEBIASED,
          HOSMER_LEMESHOW,
          HOSMER_LEMESHOW_P,
          SPIEGELHALTER,
          SPIEGELHALTER_P,
          RELIABILITY,
          RESOLUTION,
          UNCERTAINTY,
          CLASSWISE);

  private CalibrationTestMeasures() {}

  private static Metric metric(String name, Scale scale, String formula) {
    return Metric.of(Family.CALIBRATION, name, scale, formula)
        .best(LOWER_IS_BETTER)
        .undefinedWhen("no labelled predictions with a score")
        .full();
  }

  static void add(SliceSummary summary, Measurements to) {
    if (!to.wantsAny(METRICS)) {
      return;
    }
    ReliabilityBins bins = CalibrationMeasures.bins(summary);
    ReliabilityBins ten = bins.coarser(CalibrationMeasures.BINS);
    long n = bins.total();
    to.value(DEBIASED, ten.debiasedRootMeanSquaredError(), n);
    if (summary.layout().shape().multiclass()) {
      to.value(CLASSWISE, classwise(summary), n);
    } else {
      binary(summary, bins, ten, n, to);
    }
  }

  private static void binary(
      SliceSummary summary, ReliabilityBins bins, ReliabilityBins ten, long n, Measurements to) {
    Optional<HosmerLemeshow> fit = HosmerLemeshow.ofPooled(ten);
    to.value(HOSMER_LEMESHOW, number(fit.map(HosmerLemeshow::statistic)), n);
    to.value(HOSMER_LEMESHOW_P, number(fit.map(HosmerLemeshow::pValue)), n);
    Optional<SpiegelhalterZ> z =
        SpiegelhalterZ.of(numerator(summary, bins), summary.labelScoreQuartic());
    to.value(SPIEGELHALTER, number(z.map(SpiegelhalterZ::z)), n);
    to.value(SPIEGELHALTER_P, number(z.map(SpiegelhalterZ::pValue)), n);
    Optional<BrierDecomposition> parts =
        BrierDecomposition.of(bins, summary.labelScoreSquares(), summary.labelScoreProducts());
    to.value(RELIABILITY, number(parts.map(BrierDecomposition::reliability)), n);
    to.value(RESOLUTION, number(parts.map(BrierDecomposition::resolution)), n);
    to.value(UNCERTAINTY, number(parts.map(BrierDecomposition::uncertainty)), n);
  }

  /** Sum of (y - p)(1 - 2p), from the sums of y, p, yp and p^2. */
  private static double numerator(SliceSummary summary, ReliabilityBins bins) {
    double[] products = summary.labelScoreProducts();
    double[] squares = summary.labelScoreSquares();
    double sum = 0;
    for (int bin = 0; bin < bins.bins(); bin++) {
      sum += bins.positives(bin) - bins.sumProbability(bin) - 2 * products[bin] + 2 * squares[bin];
    }
    return sum;
  }

  private static OptionalDouble classwise(SliceSummary summary) {
    List<ReliabilityBins> classes = new ArrayList<>();
    for (int label = 0; label < summary.layout().classes(); label++) {
      classes.add(
          ReliabilityBins.of(
                  summary.classScoreCounts(label),
                  summary.classScoreSums(label),
                  summary.classScorePositives(label))
              .coarser(SummaryLayout.SCORE_BINS / 2));
    }
    return MulticlassCalibration.classwiseError(classes);
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value.get());
  }
}
