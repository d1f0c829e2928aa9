package io.evenkeel.evaluation;

import java.util.List;

/** What is published of features beside attributes. */
final class AssociationMetrics {
  static final Metric CRAMERS_V =
      metric("cramers_v", "sqrt(chi2 / n / min(r-1, c-1)); biased upward in small samples");
  static final Metric CRAMERS_V_CORRECTED =
      metric(
              "cramers_v_corrected",
              "the same without its bias; interval: the delta method's for phi squared")
          .tolerating(0.3)
          .from("Bergsma 2013; R effectsize; Bishop, Fienberg and Holland 1975");
  static final Metric UNCERTAINTY =
      metric(
              "uncertainty_coefficient",
              "mutual information / entropy of the attribute: how well the feature reveals it")
          .from("Theil 1972; scikit-learn homogeneity_score");
  static final Metric UNCERTAINTY_CORRECTED =
      metric(
              "uncertainty_coefficient_corrected",
              "the same with (r-1)(c-1)/2n less information, what chance alone shows: the one to"
                  + " rank by; interval: the delta method's")
          .tolerating(0.1)
          .from("Miller 1955; Goodman and Kruskal 1979");
  static final Metric MUTUAL_INFORMATION =
      Metric.of(Family.ASSOCIATION, "mutual_information", Scale.NATS, "sum p ln(p / (p_r p_c))")
          .undefinedWhen("fewer than two values of the feature or of the attribute")
          .full()
          .from("scikit-learn 1.2.1");
  static final Metric NORMALISED_MUTUAL_INFORMATION =
      metric(
              "normalised_mutual_information",
              "mutual information / mean of the entropies of feature and attribute")
          .from("scikit-learn 1.2.1");
  static final Metric POINT_BISERIAL =
      Metric.of(
              Family.ASSOCIATION,
              "point_biserial_correlation",
              Scale.SIGNED_CORRELATION,
              "Pearson's correlation of a numeric feature with an attribute of two values; above 0:"
                  + " larger for the second value by name")
          .best(Metric.Direction.ZERO_IS_BEST)
          .undefinedWhen("not exactly two groups, constant feature, or values too far out")
          .full()
          .from("SciPy 1.10.1 pointbiserialr");
  static final Metric CORRELATION_RATIO =
      ofNumbers(
          "correlation_ratio",
          "eta: sqrt of the sum of squares between the groups / total; numeric features");
  static final Metric ETA_SQUARED =
      ofNumbers("eta_squared", "correlation_ratio squared, from the values themselves");
  static final Metric BINNED_ETA_SQUARED =
      ofNumbers(
          "binned_eta_squared",
          "the same with every value taken as the mean of its bin: what the bins keep of it");
  static final Metric RANK =
      Metric.of(
              Family.ASSOCIATION,
              "proxy_rank",
              Scale.RANK,
              "1 for the feature that reveals the attribute best, by"
                  + " uncertainty_coefficient_corrected")
          .undefinedWhen("fewer than two values of the feature or of the attribute")
          .full();
  static final Metric CHANGE =
      Metric.of(
              Family.ASSOCIATION,
              "cramers_v_corrected_change",
              Scale.GAP,
              "cramers_v_corrected less that of the profile; interval: square and add")
          .best(Metric.Direction.ZERO_IS_BEST)
          .undefinedWhen("undefined now or in the profile")
          .full()
          .from("Zou and Donner 2008");
  static final Metric OUTCOME_GAP =
      Metric.of(
              Family.ASSOCIATION,
              "proxy_outcome_gap",
              Scale.PROXY_GAP,
              "share of favourable predictions where the feature has values that lean to a group (in"
                  + " which it is found more often than overall), less the share elsewhere; of a"
                  + " regression the mean prediction, in standard deviations of predictions. The"
                  + " reason names the group, the one with the surest gap among those that the"
                  + " feature reveals, and the values with the most lift. Interval: Newcombe's, with"
                  + " the error shared by the groups looked at")
          .best(Metric.Direction.ZERO_IS_BEST)
          .undefinedWhen("no values that lean to a group, or no check that asks for outcomes")
          .full()
          .tolerating(0.05);

  static final List<Metric> METRICS =
      List.of(
          CRAMERS_V,
          CRAMERS_V_CORRECTED,
          UNCERTAINTY,
          UNCERTAINTY_CORRECTED,
          MUTUAL_INFORMATION,
          NORMALISED_MUTUAL_INFORMATION,
          CORRELATION_RATIO,
          ETA_SQUARED,
          BINNED_ETA_SQUARED,
          POINT_BISERIAL,
          RANK,
          CHANGE,
          OUTCOME_GAP);

  /** What is published where a check looks for proxies. */
  static final List<Metric> LIVE =
      List.of(
          CRAMERS_V,
          CRAMERS_V_CORRECTED,
          UNCERTAINTY,
          UNCERTAINTY_CORRECTED,
          MUTUAL_INFORMATION,
          ETA_SQUARED,
          BINNED_ETA_SQUARED,
          RANK,
          CHANGE,
          OUTCOME_GAP);

  private AssociationMetrics() {}

  private static Metric metric(String name, String formula) {
    return Metric.of(Family.ASSOCIATION, name, Scale.DISTANCE, formula)
        .best(Metric.Direction.LOWER_IS_BETTER)
        .undefinedWhen("fewer than two values of the feature or of the attribute")
        .full();
  }

  private static Metric ofNumbers(String name, String formula) {
    return metric(name, formula)
        .undefinedWhen("constant feature, fewer than two groups, or values too far out")
        .from("Pearson 1905");
  }
}
