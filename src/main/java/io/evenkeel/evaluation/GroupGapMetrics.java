package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.ONE_IS_BEST;
import static io.evenkeel.evaluation.Metric.Direction.ZERO_IS_BEST;

import io.evenkeel.statistics.ConfusionRate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The gaps between a group and its reference group, by name. */
final class GroupGapMetrics {
  private static final String EMPTY =
      "nobody in the rate's denominator in the group or in the reference";
  private static final String ZERO = "the reference's rate is 0, or a denominator is empty";
  private static final String AIF360 = "AIF360 0.6.1; Newcombe 1998, method 10";

  private static final EnumSet<ConfusionRate> CORE_DIFFERENCES =
      EnumSet.of(
          ConfusionRate.SELECTION_RATE,
          ConfusionRate.ACCURACY,
          ConfusionRate.TRUE_POSITIVE_RATE,
          ConfusionRate.FALSE_POSITIVE_RATE,
          ConfusionRate.FALSE_NEGATIVE_RATE,
          ConfusionRate.PRECISION);

  private static final EnumSet<ConfusionRate> CORE_RATIOS =
      EnumSet.complementOf(
          EnumSet.of(ConfusionRate.ACCURACY, ConfusionRate.ERROR_RATE, ConfusionRate.BASE_RATE));

  /** Differences by rate, in the order of reports. */
  static final Map<ConfusionRate, Metric> DIFFERENCES = differences();

  /** Ratios by rate, in the order of reports. */
  static final Map<ConfusionRate, Metric> RATIOS = ratios();

  static final Metric STATISTICAL_PARITY =
      gap("statistical_parity_difference", "selection rate of the favourable class").from(AIF360);
  static final Metric DISPARATE_IMPACT =
      ratio("disparate_impact", "selection rate of the favourable class").tolerating(0.2);
  static final Metric EQUAL_OPPORTUNITY =
      gap("equal_opportunity_difference", "true positive rate of the favourable class")
          .from(AIF360);
  static final Metric AVERAGE_ODDS =
      gap("average_odds_difference", "mean of true and false positive rate of the favourable class")
          .from("AIF360 0.6.1; Zou and Donner 2008");
  static final Metric PREDICTIVE_PARITY =
      gap("predictive_parity_difference", "precision of the favourable class").from(AIF360);
  static final Metric MEAN_RESIDUAL_GAP =
      gap("mean_residual_difference", "mean of outcome - score")
          .undefinedWhen("fewer than two labelled scores in the group or in the reference")
          .from("mean residual gap, unbiased in small groups; Welch interval");

  static final List<Metric> METRICS = metrics();

  private GroupGapMetrics() {}

  /** The difference of a rate that has one. */
  static Metric difference(ConfusionRate rate) {
    return Objects.requireNonNull(DIFFERENCES.get(rate), rate::metric);
  }

  /** The ratio of a rate that has one. */
  static Metric ratio(ConfusionRate rate) {
    return Objects.requireNonNull(RATIOS.get(rate), rate::metric);
  }

  private static Metric gap(String name, String of) {
    return Metric.of(Family.GROUP_GAP, name, Scale.GAP, of + ": group minus reference")
        .best(ZERO_IS_BEST)
        .tolerating(0.05)
        .undefinedWhen(EMPTY)
        .from("Newcombe 1998, method 10");
  }

  private static Metric ratio(String name, String of) {
    return Metric.of(Family.GROUP_GAP, name, Scale.RATIO, of + ": group over reference")
        .best(ONE_IS_BEST)
        .undefinedWhen(ZERO)
        .from("aequitas, AIF360 0.6.1; interval of Donner and Zou 2012");
  }

  private static String words(ConfusionRate rate) {
    return (rate == ConfusionRate.BASE_RATE ? "label_rate" : rate.metric()).replace('_', ' ');
  }

  private static Map<ConfusionRate, Metric> differences() {
    Map<ConfusionRate, Metric> all = new EnumMap<>(ConfusionRate.class);
    for (ConfusionRate rate : QualityMeasures.RATES.keySet()) {
      Metric metric = gap(rate.metric() + "_difference", words(rate));
      all.put(rate, CORE_DIFFERENCES.contains(rate) ? metric : metric.full());
    }
    all.put(ConfusionRate.BASE_RATE, gap("label_rate_difference", words(ConfusionRate.BASE_RATE)));
    return all;
  }

  private static Map<ConfusionRate, Metric> ratios() {
    Map<ConfusionRate, Metric> all = new EnumMap<>(ConfusionRate.class);
    for (ConfusionRate rate : QualityMeasures.RATES.keySet()) {
      Metric metric = ratio(rate.metric() + "_ratio", words(rate));
      all.put(rate, CORE_RATIOS.contains(rate) ? metric : metric.full());
    }
    all.put(
        ConfusionRate.BASE_RATE, ratio("label_rate_ratio", words(ConfusionRate.BASE_RATE)).full());
    return all;
  }

  private static List<Metric> metrics() {
    List<Metric> all = new ArrayList<>(DIFFERENCES.values());
    all.addAll(RATIOS.values());
    all.addAll(
        List.of(
            STATISTICAL_PARITY,
            DISPARATE_IMPACT,
            EQUAL_OPPORTUNITY,
            AVERAGE_ODDS,
            PREDICTIVE_PARITY,
            MEAN_RESIDUAL_GAP));
    return List.copyOf(all);
  }
}
