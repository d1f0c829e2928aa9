package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.HIGHER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.LOWER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.ZERO_IS_BEST;

import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.NormalInterval;
import io.evenkeel.statistics.ReliabilityBins;
import io.evenkeel.statistics.RocAuc;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether scores are probabilities, and whether they rank. Binary: the probability of the positive
 * class; several classes: the probability of the predicted one against being right.
 */
final class CalibrationMeasures {
  /** Bins of the published errors, merged from those in state. */
  static final int BINS = 10;

  /** Bins with fewer records do not count for the maximum. */
  static final long MAXIMUM_NEEDS = 10;

  private static final String UNLABELLED = "no labelled predictions with a score";

  static final Metric MEAN_SCORE =
      Metric.of(
              Family.CALIBRATION, "mean_probability", Scale.SHARE, "mean score of all predictions")
          .undefinedWhen("no predictions with a score");
  static final Metric CALIBRATION_BIAS =
      metric("calibration_bias", Scale.ERROR, "mean score - share of positives, labelled only")
          .best(ZERO_IS_BEST)
          .tolerating(0.05)
          .from("calibration in the large; normal interval from the Brier sum");
  static final Metric MEAN_RESIDUAL =
      metric(
              "mean_residual",
              Scale.ERROR_OF_TRUTH,
              "share of positives - mean score, labelled only")
          .best(ZERO_IS_BEST)
          .tolerating(0.05)
          .full();
  static final Metric ECE =
      metric(
              "expected_calibration_error",
              Scale.DISTANCE,
              "sum n_b/n |share of positives - mean score|, 10 equal-width bins, last one closed")
          .tolerating(0.05)
          .from("netcal 1.3.6; merged from the 20 bins in state");
  static final Metric ECE_NULL =
      metric(
              "expected_calibration_error_null",
              Scale.DISTANCE,
              "about what the error of a calibrated model would be: sum n_b/n sqrt(2a(1-a)/(pi n_b))")
          .best(Metric.Direction.NEITHER)
          .from("half-normal mean; see the statistics notes");
  static final Metric MCE =
      metric(
              "maximum_calibration_error",
              Scale.DISTANCE,
              "max |share of positives - mean score| over bins with 10 records or more")
          .undefinedWhen("no bin has 10 labelled predictions")
          .from("netcal 1.3.6");
  static final Metric BRIER =
      metric("brier_score", Scale.INDEX, "mean (p - y)^2; several classes: summed, up to 2")
          .from("scikit-learn 1.2.1");
  static final Metric LOG_LOSS =
      metric("log_loss", Scale.NATS, "mean -ln p of the true class, p clipped to [1e-15, 1-1e-15]")
          .full()
          .from("scikit-learn 1.2.1");
  static final Metric ROC_AUC =
      metric(
              "roc_auc",
              Scale.SHARE,
              "chance that a positive scores above a negative, from 100 score bins; the interval"
                  + " is the exact error bound of the bins, widened by 1.96 standard errors")
          .best(HIGHER_IS_BETTER)
          .tolerating(0.05)
          .undefinedWhen("a class is absent from the labels")
          .from("DeLong, DeLong and Clarke-Pearson 1988");
  static final Metric ROC_AUC_ERROR =
      metric("roc_auc_bin_error", Scale.DISTANCE, "largest error of roc_auc from binning")
          .undefinedWhen("a class is absent from the labels")
          .full();
  static final Metric ROC_AUC_SE =
      metric("roc_auc_standard_error", Scale.DISTANCE, "sampling standard error of roc_auc")
          .undefinedWhen("a class has fewer than two labels")
          .full()
          .from("DeLong, DeLong and Clarke-Pearson 1988");

  static final List<Metric> METRICS =
      List.of(
          MEAN_SCORE,
          CALIBRATION_BIAS,
          MEAN_RESIDUAL,
          ECE,
          ECE_NULL,
          MCE,
          BRIER,
          LOG_LOSS,
          ROC_AUC,
          ROC_AUC_ERROR,
          ROC_AUC_SE);

  private CalibrationMeasures() {}

  private static Metric metric(String name, Scale scale, String formula) {
    return Metric.of(Family.CALIBRATION, name, scale, formula)
        .best(LOWER_IS_BETTER)
        .undefinedWhen(UNLABELLED);
  }

  static void add(SliceSummary summary, Measurements to) {
    meanScore(summary, to);
    ReliabilityBins bins = bins(summary);
    ReliabilityBins ten = bins.coarser(BINS);
    long n = bins.total();
    boolean binary = !summary.layout().shape().multiclass();
    bias(bins, MeanSums.ofResidual(summary), binary, to);
    to.value(ECE, ten.expectedCalibrationError(), n);
    to.value(ECE_NULL, ten.expectedCalibrationErrorIfCalibrated(), n);
    to.value(MCE, ten.maximumCalibrationError(MAXIMUM_NEEDS), n);
    to.value(BRIER, mean(summary.brierSum(), n), n);
    to.value(LOG_LOSS, mean(summary.logLossSum(), n), n);
    if (binary) {
      rocAuc(summary, to, n);
    }
  }

  private static void bias(
      ReliabilityBins bins, MeanSums residual, boolean binary, Measurements to) {
    OptionalDouble bias = bins.signedError();
    long n = bins.total();
    to.value(CALIBRATION_BIAS, bias, binary ? interval(residual.negated()) : NO_INTERVAL, n);
    to.value(MEAN_RESIDUAL, mean(residual.sum(), n), binary ? interval(residual) : NO_INTERVAL, n);
  }

  private static final Optional<Interval> NO_INTERVAL = Optional.empty();

  private static void meanScore(SliceSummary summary, Measurements to) {
    MeanSums scores = MeanSums.ofScore(summary);
    to.value(MEAN_SCORE, mean(scores.sum(), scores.n()), interval(scores), scores.n());
  }

  private static Optional<Interval> interval(MeanSums moments) {
    return moments.mean().map(mean -> mean.interval(Measurements.ALPHA));
  }

  private static void rocAuc(SliceSummary summary, Measurements to, long n) {
    Optional<RocAuc> found = RocAuc.ofHistogram(summary.rankPositives(), summary.rankNegatives());
    if (found.isEmpty()) {
      to.undefined(ROC_AUC, n, ROC_AUC.undefined());
      to.undefined(ROC_AUC_ERROR, n, ROC_AUC_ERROR.undefined());
      to.undefined(ROC_AUC_SE, n, ROC_AUC_SE.undefined());
      return;
    }
    RocAuc auc = found.get();
    Interval bound = new Interval(auc.lower(), auc.upper());
    Double exact = auc.standardError();
    OptionalDouble error =
        exact == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(exact * Math.sqrt(Weights.mean(summary)));
    Optional<Interval> interval =
        error.isEmpty()
            ? NO_INTERVAL
            : Optional.of(
                NormalInterval.around(bound, error.getAsDouble(), Measurements.ALPHA)
                    .clamped(0, 1));
    to.value(ROC_AUC, OptionalDouble.of(auc.auc()), interval, n);
    to.value(ROC_AUC_ERROR, OptionalDouble.of(bound.halfWidth()), n);
    to.value(ROC_AUC_SE, error, n);
  }

  /** The 20 bins in state. */
  static ReliabilityBins bins(SliceSummary summary) {
    return ReliabilityBins.of(
        summary.labelScoreCounts(SummaryLayout.ALL),
        summary.labelScoreSums(SummaryLayout.ALL),
        summary.labelScorePositives(SummaryLayout.ALL));
  }

  private static OptionalDouble mean(double sum, long n) {
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / n);
  }
}
