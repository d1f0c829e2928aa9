package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.HIGHER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.LOWER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.ONE_IS_BEST;

import io.evenkeel.statistics.BetweenGroups;
import io.evenkeel.statistics.BinaryConfusion;
import io.evenkeel.statistics.ConfusionRate;
import io.evenkeel.statistics.DifferentialFairness;
import io.evenkeel.statistics.Proportion;
import java.util.List;

/** How far all groups of one kind of slice lie apart; the kind is the feature. */
final class BetweenGroupMeasures {
  private static final String FAIRLEARN = "fairlearn 0.10, between_groups";

  static final Metric SELECTION_SPREAD = spread("selection_rate_spread", "selection rate");
  static final Metric SELECTION_MIN_MAX =
      metric(
              "selection_rate_min_max_ratio",
              Scale.SHARE,
              "smallest over largest selection rate of the groups")
          .best(ONE_IS_BEST)
          .undefinedWhen("fewer than two groups, or nobody is selected")
          .from(FAIRLEARN);
  static final Metric SELECTION_TO_OVERALL =
      metric(
              "selection_rate_to_overall",
              Scale.DISTANCE,
              "largest |selection rate of a group - of all groups together|")
          .from("fairlearn 0.10, to_overall");
  static final Metric ACCURACY_SPREAD = spread("accuracy_spread", "accuracy");
  static final Metric TRUE_POSITIVE_SPREAD =
      spread("true_positive_rate_spread", "true positive rate");
  static final Metric FALSE_POSITIVE_SPREAD =
      spread("false_positive_rate_spread", "false positive rate");
  static final Metric EQUALIZED_ODDS_SPREAD =
      metric(
              "equalized_odds_spread",
              Scale.DISTANCE,
              "larger of the spreads of true and false positive rate")
          .from(FAIRLEARN);
  static final Metric WORST_ACCURACY =
      metric(
              "worst_group_accuracy",
              Scale.SHARE,
              "smallest accuracy of a group with 30 labelled predictions or more")
          .best(HIGHER_IS_BETTER)
          .undefinedWhen("no group has 30 labelled predictions");
  static final Metric DIFFERENTIAL_FAIRNESS =
      metric(
              "differential_fairness",
              Scale.NATS,
              "largest |ln(rate of one group / rate of another)| of the favourable predictions and"
                  + " of the others, rates smoothed with a Dirichlet prior")
          .undefinedWhen("fewer than two groups have predictions")
          .from("Foulds et al. 2020; AIF360 0.6.1");

  static final List<Metric> METRICS =
      List.of(
          SELECTION_SPREAD,
          SELECTION_MIN_MAX,
          SELECTION_TO_OVERALL,
          ACCURACY_SPREAD,
          TRUE_POSITIVE_SPREAD,
          FALSE_POSITIVE_SPREAD,
          EQUALIZED_ODDS_SPREAD,
          WORST_ACCURACY,
          DIFFERENTIAL_FAIRNESS);

  /** Labelled predictions that the worst group must have. */
  private static final long WORST_NEEDS = 30;

  private BetweenGroupMeasures() {}

  private static Metric spread(String name, String rate) {
    return metric(name, Scale.DISTANCE, "largest minus smallest " + rate + " of the groups")
        .from(FAIRLEARN);
  }

  private static Metric metric(String name, Scale scale, String formula) {
    return Metric.of(Family.BETWEEN_GROUPS, name, scale, formula)
        .best(LOWER_IS_BETTER)
        .undefinedWhen("fewer than two groups have the rate")
        .full();
  }

  /**
   * Adds the measures of one kind.
   *
   * @param positive counts of each group for the positive class
   * @param favourable predictions of the favourable class, of each group
   */
  static void add(List<Outcomes> positive, List<Proportion> favourable, Measurements to) {
    BetweenGroups selections =
        BetweenGroups.of(positive.stream().map(BetweenGroupMeasures::predictionsOnly).toList());
    BetweenGroups groups = BetweenGroups.of(positive.stream().map(Outcomes::confusion).toList());
    long n = positive.stream().mapToLong(outcomes -> outcomes.selected().trials()).sum();
    long labelled = positive.stream().mapToLong(outcomes -> outcomes.confusion().n()).sum();
    to.value(SELECTION_SPREAD, selections.difference(ConfusionRate.SELECTION_RATE), n);
    to.value(SELECTION_MIN_MAX, selections.ratio(ConfusionRate.SELECTION_RATE), n);
    to.value(SELECTION_TO_OVERALL, selections.differenceToOverall(ConfusionRate.SELECTION_RATE), n);
    to.value(ACCURACY_SPREAD, groups.difference(ConfusionRate.ACCURACY), labelled);
    to.value(TRUE_POSITIVE_SPREAD, groups.difference(ConfusionRate.TRUE_POSITIVE_RATE), labelled);
    to.value(FALSE_POSITIVE_SPREAD, groups.difference(ConfusionRate.FALSE_POSITIVE_RATE), labelled);
    to.value(EQUALIZED_ODDS_SPREAD, groups.equalizedOddsDifference(), labelled);
    to.value(WORST_ACCURACY, groups.worst(ConfusionRate.ACCURACY, WORST_NEEDS), labelled);
    to.value(DIFFERENTIAL_FAIRNESS, DifferentialFairness.epsilon(favourable), n);
  }

  /** A matrix that has the right selection rate, whatever the labels. */
  private static BinaryConfusion predictionsOnly(Outcomes outcomes) {
    Proportion selected = outcomes.selected();
    return new BinaryConfusion(
        selected.successes(), 0, 0, selected.trials() - selected.successes());
  }
}
