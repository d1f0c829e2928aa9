package io.evenkeel.conformance;

import io.evenkeel.statistics.BetweenGroups;
import io.evenkeel.statistics.BinaryConfusion;
import io.evenkeel.statistics.ClarifyMetrics;
import io.evenkeel.statistics.ConfusionRate;
import io.evenkeel.statistics.PairwiseFairness;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions of fairness.json. */
final class FairnessVectors {

  private FairnessVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.mergeable("group_rates", FairnessVectors::groupRates);
    functions.mergeable("pairwise", FairnessVectors::pairwise);
    functions.mergeable("clarify", FairnessVectors::clarify);
  }

  private static Map<String, BinaryConfusion> groups(
      boolean[] truth, boolean[] predicted, List<@Nullable String> group, Split split) {
    return split.summarise(
        truth.length,
        part -> {
          Map<String, BinaryConfusion> confusions = new TreeMap<>();
          for (int i : part) {
            confusions.merge(
                String.valueOf(group.get(i)),
                BinaryConfusion.ofRecord(truth[i], predicted[i]),
                BinaryConfusion::plus);
          }
          return confusions;
        },
        (a, b) -> {
          Map<String, BinaryConfusion> sum = new TreeMap<>(a);
          b.forEach((name, confusion) -> sum.merge(name, confusion, BinaryConfusion::plus));
          return sum;
        });
  }

  private static Outputs groupRates(Inputs in, Split split) {
    Map<String, BinaryConfusion> groups =
        groups(in.flags("y_true"), in.flags("y_pred"), in.texts("group"), split);
    Outputs perGroup = new Outputs();
    groups.forEach((name, confusion) -> perGroup.and(name, rates(confusion)));
    BetweenGroups between = BetweenGroups.of(List.copyOf(groups.values()));
    return Outputs.of("per_group", perGroup)
        .and("demographic_parity_difference", between.difference(ConfusionRate.SELECTION_RATE))
        .and("demographic_parity_ratio", between.ratio(ConfusionRate.SELECTION_RATE))
        .and(
            "demographic_parity_difference_to_overall",
            between.differenceToOverall(ConfusionRate.SELECTION_RATE))
        .and("tpr_difference", between.difference(ConfusionRate.TRUE_POSITIVE_RATE))
        .and("fpr_difference", between.difference(ConfusionRate.FALSE_POSITIVE_RATE))
        .and("equalized_odds_difference", between.equalizedOddsDifference())
        .and("equalized_odds_ratio", between.equalizedOddsRatio())
        .and("equalized_odds_difference_to_overall", between.equalizedOddsDifferenceToOverall())
        .and("worst_group_accuracy", between.worst(ConfusionRate.ACCURACY, 1))
        .and("accuracy_difference", between.difference(ConfusionRate.ACCURACY));
  }

  private static Outputs rates(BinaryConfusion confusion) {
    return Outputs.of("n", confusion.n())
        .and("selection_rate", confusion.rate(ConfusionRate.SELECTION_RATE))
        .and("accuracy", confusion.rate(ConfusionRate.ACCURACY))
        .and("tpr", confusion.rate(ConfusionRate.TRUE_POSITIVE_RATE))
        .and("fpr", confusion.rate(ConfusionRate.FALSE_POSITIVE_RATE))
        .and("fnr", confusion.rate(ConfusionRate.FALSE_NEGATIVE_RATE))
        .and("tnr", confusion.rate(ConfusionRate.TRUE_NEGATIVE_RATE))
        .and("precision", confusion.rate(ConfusionRate.PRECISION));
  }

  private static Outputs pairwise(Inputs in, Split split) {
    PairwiseFairness pair =
        new PairwiseFairness(
            ClassificationVectors.confusion(in.object("U"), split),
            ClassificationVectors.confusion(in.object("R"), split));
    return Outputs.of("statistical_parity_difference", pair.statisticalParityDifference())
        .and("disparate_impact", pair.disparateImpact())
        .and("equal_opportunity_difference", pair.equalOpportunityDifference())
        .and("false_positive_rate_difference", pair.difference(ConfusionRate.FALSE_POSITIVE_RATE))
        .and("average_odds_difference", pair.averageOddsDifference())
        .and("average_abs_odds_difference", pair.averageAbsoluteOddsDifference())
        .and("error_rate_difference", pair.difference(ConfusionRate.ERROR_RATE))
        .and("predictive_parity_difference", pair.predictiveParityDifference())
        .and("false_omission_rate_difference", pair.difference(ConfusionRate.FALSE_OMISSION_RATE))
        .and(
            "false_discovery_rate_difference", pair.difference(ConfusionRate.FALSE_DISCOVERY_RATE));
  }

  private static Outputs clarify(Inputs in, Split split) {
    Map<String, BinaryConfusion> facets =
        groups(in.flags("y_true"), in.flags("y_pred"), in.texts("sensitive"), split);
    ClarifyMetrics metrics =
        new ClarifyMetrics(
            facets.getOrDefault("false", BinaryConfusion.EMPTY),
            facets.getOrDefault("true", BinaryConfusion.EMPTY));
    return Outputs.of("DPPL", metrics.differenceInPositiveProportionsOfPredictions())
        .and("DI", metrics.disparateImpact())
        .and("AD", metrics.accuracyDifference())
        .and("RD", metrics.recallDifference())
        .and("DCA", metrics.differenceInConditionalAcceptance())
        .and("DCR", metrics.differenceInConditionalRejection())
        .and("SD", metrics.specificityDifference())
        .and("DAR", metrics.differenceInAcceptanceRates())
        .and("DRR", metrics.differenceInRejectionRates())
        .and("TE", metrics.treatmentEquality())
        .and("CI", metrics.classImbalance())
        .and("DPL", metrics.differenceInPositiveProportionsOfLabels());
  }
}
