package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.GroupGapMetrics.DIFFERENCES;
import static io.evenkeel.evaluation.GroupGapMetrics.RATIOS;

import io.evenkeel.monitor.Classes;
import io.evenkeel.statistics.ConfusionRate;

/**
 * How a group of a classifier's predictions fares beside its reference group: differences are group
 * minus reference, ratios group over reference.
 *
 * <p>Gaps named after a rate are about the positive class; those with a name of their own about the
 * favourable one.
 */
final class GroupGapMeasures {
  private GroupGapMeasures() {}

  /** For a binary classifier. */
  static void addBinary(Comparison comparison, Classes classes, Measurements to) {
    rates(comparison, classes.positiveIndex(), to);
    favourable(comparison, classes.favourableIndex(), to);
    remark(comparison, to);
    Gaps.add(
        GroupGapMetrics.MEAN_RESIDUAL_GAP, Gaps.difference(comparison, MeanSums::ofResidual), to);
    to.remarking(null);
  }

  /** For a classifier of several classes: every class against the rest, the class as feature. */
  static void addMulticlass(Comparison comparison, Classes classes, Measurements to) {
    int positive = classes.positiveIndex();
    remark(comparison, to);
    one(comparison, ConfusionRate.ACCURACY, positive, to);
    favourable(comparison, classes.favourableIndex(), to);
    for (int label = 0; label < classes.labels().size(); label++) {
      to.about(classes.labels().get(label));
      to.remarking(null);
      one(comparison, ConfusionRate.SELECTION_RATE, label, to);
      remark(comparison, to);
      one(comparison, ConfusionRate.TRUE_POSITIVE_RATE, label, to);
      one(comparison, ConfusionRate.FALSE_POSITIVE_RATE, label, to);
      one(comparison, ConfusionRate.PRECISION, label, to);
    }
    to.about(null).remarking(null);
  }

  /** For a model whose feedback is all there is. */
  static void addOutcome(Comparison comparison, Classes classes, Measurements to) {
    Outcomes group = comparison.ofGroup(classes.positiveIndex());
    Outcomes baseline = comparison.ofBaseline(classes.positiveIndex());
    remark(comparison, to);
    Gaps.add(
        GroupGapMetrics.difference(ConfusionRate.BASE_RATE),
        Gaps.difference(comparison, group, baseline, Outcomes::labels),
        to);
    Gaps.addRatio(
        GroupGapMetrics.ratio(ConfusionRate.BASE_RATE),
        comparison,
        group,
        baseline,
        Outcomes::labels,
        to);
    to.remarking(null);
  }

  private static void one(Comparison comparison, ConfusionRate rate, int label, Measurements to) {
    Gaps.Gap gap =
        Gaps.difference(
            comparison,
            comparison.ofGroup(label),
            comparison.ofBaseline(label),
            outcomes -> outcomes.rate(rate));
    Gaps.add(GroupGapMetrics.difference(rate), gap, to);
  }

  private static void rates(Comparison comparison, int positive, Measurements to) {
    Outcomes group = comparison.ofGroup(positive);
    Outcomes baseline = comparison.ofBaseline(positive);
    DIFFERENCES.forEach(
        (rate, metric) -> {
          if (to.wants(metric)) {
            remark(rate, comparison, to);
            Gaps.add(
                metric,
                Gaps.difference(comparison, group, baseline, outcomes -> outcomes.rate(rate)),
                to);
          }
        });
    RATIOS.forEach(
        (rate, metric) -> {
          remark(rate, comparison, to);
          Gaps.addRatio(metric, comparison, group, baseline, of -> of.rate(rate), to);
        });
  }

  private static void favourable(Comparison comparison, int favourable, Measurements to) {
    Outcomes group = comparison.ofGroup(favourable);
    Outcomes baseline = comparison.ofBaseline(favourable);
    to.remarking(null);
    Gaps.add(
        GroupGapMetrics.STATISTICAL_PARITY,
        Gaps.difference(comparison, group, baseline, Outcomes::selected),
        to);
    Gaps.addRatio(
        GroupGapMetrics.DISPARATE_IMPACT, comparison, group, baseline, Outcomes::selected, to);
    remark(comparison, to);
    Gaps.Gap truePositive =
        Gaps.difference(comparison, group, baseline, o -> o.rate(ConfusionRate.TRUE_POSITIVE_RATE));
    Gaps.Gap falsePositive =
        Gaps.difference(
            comparison, group, baseline, o -> o.rate(ConfusionRate.FALSE_POSITIVE_RATE));
    Gaps.add(GroupGapMetrics.EQUAL_OPPORTUNITY, truePositive, to);
    Gaps.add(GroupGapMetrics.AVERAGE_ODDS, Gaps.mean(truePositive, falsePositive), to);
    Gaps.add(
        GroupGapMetrics.PREDICTIVE_PARITY,
        Gaps.difference(comparison, group, baseline, o -> o.rate(ConfusionRate.PRECISION)),
        to);
  }

  private static void remark(ConfusionRate rate, Comparison comparison, Measurements to) {
    if (rate.needsLabels()) {
      remark(comparison, to);
    } else {
      to.remarking(null);
    }
  }

  private static void remark(Comparison comparison, Measurements to) {
    to.remarking(comparison.coverageRemark());
  }
}
