package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.LOWER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.ZERO_IS_BEST;

import io.evenkeel.monitor.Classes;
import io.evenkeel.statistics.CalibrationGap;
import io.evenkeel.statistics.PairwiseFairness;
import io.evenkeel.statistics.ReliabilityBins;
import io.evenkeel.summary.SliceSummary;
import java.util.List;

/** The gaps of a binary classifier that are not a difference of one rate. */
final class PairwiseMeasures {
  private static final String EMPTY = "a rate of the group or of the reference has nobody in it";

  static final Metric AVERAGE_ABSOLUTE_ODDS =
      gap(
              "average_absolute_odds_difference",
              Scale.DISTANCE,
              "mean of |TPR difference| and |FPR difference|")
          .best(LOWER_IS_BETTER)
          .tolerating(0.05)
          .from("AIF360 0.6.1");
  static final Metric EQUALIZED_ODDS =
      gap(
              "equalized_odds_difference",
              Scale.DISTANCE,
              "larger of |TPR difference| and |FPR difference|")
          .best(LOWER_IS_BETTER)
          .tolerating(0.05)
          .from("fairlearn 0.10");
  static final Metric TREATMENT_EQUALITY =
      gap("treatment_equality_difference", Scale.STATISTIC, "fn/fp: group minus reference")
          .undefinedWhen("no false positives in the group or in the reference")
          .from("Berk et al. 2021; Clarify");
  static final Metric CONDITIONAL_ACCEPTANCE =
      gap(
              "conditional_acceptance_difference",
              Scale.STATISTIC,
              "labels of the favourable class / predictions of it: group minus reference")
          .from("Clarify (opposite sign)");
  static final Metric CONDITIONAL_REJECTION =
      gap(
              "conditional_rejection_difference",
              Scale.STATISTIC,
              "labels of the other class / predictions of it: group minus reference")
          .from("Clarify");
  static final Metric CALIBRATION_GAP =
      gap(
              "calibration_gap",
              Scale.INDEX,
              "largest difference of the calibration errors of a bin with 30 labels on both sides")
          .best(LOWER_IS_BETTER)
          .undefinedWhen("no score bin has 30 labels in both groups");
  static final Metric CALIBRATION_ERROR_GAP =
      gap(
              "debiased_calibration_error_difference",
              Scale.GAP,
              "debiased calibration error: group minus reference")
          .undefinedWhen("no bin has two labelled predictions")
          .from("Kumar, Liang and Ma 2019");

  static final List<Metric> METRICS =
      List.of(
          AVERAGE_ABSOLUTE_ODDS,
          EQUALIZED_ODDS,
          TREATMENT_EQUALITY,
          CONDITIONAL_ACCEPTANCE,
          CONDITIONAL_REJECTION,
          CALIBRATION_GAP,
          CALIBRATION_ERROR_GAP);

  /** Labels that a bin needs in both groups. */
  private static final long BIN_NEEDS = 30;

  private PairwiseMeasures() {}

  private static Metric gap(String name, Scale scale, String formula) {
    return Metric.of(Family.GROUP_GAP, name, scale, formula)
        .best(ZERO_IS_BEST)
        .undefinedWhen(EMPTY)
        .full();
  }

  static void add(Comparison comparison, Classes classes, Measurements to) {
    if (!to.wantsAny(METRICS)) {
      return;
    }
    to.remarking(comparison.coverageRemark());
    int favourable = classes.favourableIndex();
    Outcomes group = comparison.ofGroup(favourable);
    PairwiseFairness pair =
        new PairwiseFairness(group.confusion(), comparison.ofReference(favourable).confusion());
    long n = group.confusion().n();
    to.value(AVERAGE_ABSOLUTE_ODDS, pair.averageAbsoluteOddsDifference(), n);
    to.value(EQUALIZED_ODDS, pair.equalizedOddsDifference(), n);
    to.value(TREATMENT_EQUALITY, pair.treatmentEqualityDifference(), n);
    to.value(CONDITIONAL_ACCEPTANCE, pair.conditionalAcceptanceDifference(), n);
    to.value(CONDITIONAL_REJECTION, pair.conditionalRejectionDifference(), n);
    calibration(comparison, to);
    to.remarking(null);
  }

  private static void calibration(Comparison comparison, Measurements to) {
    if (comparison.contains()) {
      return;
    }
    CalibrationGap gap = new CalibrationGap(bins(comparison.group()), bins(comparison.reference()));
    long n = gap.group().total();
    to.value(CALIBRATION_GAP, gap.largestBinGap(BIN_NEEDS), n);
    to.value(CALIBRATION_ERROR_GAP, gap.debiasedErrorGap(), n);
  }

  private static ReliabilityBins bins(SliceSummary summary) {
    return CalibrationMeasures.bins(summary).coarser(CalibrationMeasures.BINS);
  }
}
