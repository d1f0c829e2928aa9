package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.ZERO_IS_BEST;

import io.evenkeel.statistics.MulticlassConfusion;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** How the averages over all classes of a classifier differ between a group and its reference. */
final class MacroGapMeasures {
  static final Metric RECALL = gap("macro_recall_difference", "mean recall of the classes");
  static final Metric PRECISION =
      gap("macro_precision_difference", "mean precision of the classes");
  static final Metric F1 = gap("macro_f1_difference", "mean F1 of the classes");

  static final List<Metric> METRICS = List.of(RECALL, PRECISION, F1);

  private MacroGapMeasures() {}

  private static Metric gap(String name, String of) {
    return Metric.of(Family.GROUP_GAP, name, Scale.GAP, of + ": group minus reference")
        .best(ZERO_IS_BEST)
        .undefinedWhen("no labelled predictions in the group or in the reference")
        .full()
        .from("scikit-learn 1.2.1");
  }

  static void add(Comparison comparison, Measurements to) {
    if (!to.wantsAny(METRICS)) {
      return;
    }
    MulticlassConfusion group = MulticlassMeasures.confusion(comparison.group());
    MulticlassConfusion reference = reference(comparison);
    to.remarking(comparison.coverageRemark());
    add(RECALL, group, reference, MulticlassConfusion::macroRecall, to);
    add(PRECISION, group, reference, MulticlassConfusion::macroPrecision, to);
    add(F1, group, reference, MulticlassConfusion::macroF1, to);
    to.remarking(null);
  }

  /** Averages are no shares of records: a gap to everybody is taken to everybody as they are. */
  private static MulticlassConfusion reference(Comparison comparison) {
    if (!comparison.contains() || comparison.shrunk()) {
      return MulticlassMeasures.confusion(comparison.reference());
    }
    long[][] rest = MulticlassMeasures.matrix(comparison.reference());
    long[][] group = MulticlassMeasures.matrix(comparison.group());
    for (int actual = 0; actual < rest.length; actual++) {
      for (int predicted = 0; predicted < rest.length; predicted++) {
        rest[actual][predicted] -= group[actual][predicted];
      }
    }
    return MulticlassConfusion.of(rest, rest.length - 1);
  }

  private static void add(
      Metric metric,
      MulticlassConfusion group,
      MulticlassConfusion reference,
      Function<MulticlassConfusion, OptionalDouble> of,
      Measurements to) {
    OptionalDouble here = of.apply(group);
    OptionalDouble there = of.apply(reference);
    OptionalDouble gap =
        here.isEmpty() || there.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(here.getAsDouble() - there.getAsDouble());
    to.value(metric, gap, group.n());
  }
}
