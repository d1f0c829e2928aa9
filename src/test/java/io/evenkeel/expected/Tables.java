package io.evenkeel.expected;

import io.evenkeel.expected.Evaluated.View;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers to the tables that several of the data sets have: rates, gaps, bins. */
final class Tables {
  /** The expected results' name of a metric, and ours. */
  private static final Map<String, String> METRICS =
      Map.ofEntries(
          Map.entry("base_rate", "label_rate"),
          Map.entry("label_rate", "label_rate"),
          Map.entry("selection_rate", "selection_rate"),
          Map.entry("accuracy", "accuracy"),
          Map.entry("realized_accuracy", "accuracy"),
          Map.entry("tpr", "true_positive_rate"),
          Map.entry("fnr", "false_negative_rate"),
          Map.entry("fpr", "false_positive_rate"),
          Map.entry("tnr", "true_negative_rate"),
          Map.entry("ppv", "precision"),
          Map.entry("npv", "negative_predictive_value"),
          Map.entry("fdr", "false_discovery_rate"),
          Map.entry("for", "false_omission_rate"),
          Map.entry("f1", "f1"),
          Map.entry("realized_f1", "f1"),
          Map.entry("balanced_accuracy", "balanced_accuracy"),
          Map.entry("tp", "true_positives"),
          Map.entry("fp", "false_positives"),
          Map.entry("fn", "false_negatives"),
          Map.entry("tn", "true_negatives"),
          Map.entry("mean_prob", "mean_probability"),
          Map.entry("brier", "brier_score"),
          Map.entry("log_loss", "log_loss"),
          Map.entry("ece10", "expected_calibration_error"));

  private static final Map<String, String> GAPS =
      Map.ofEntries(
          Map.entry("statistical_parity_difference", "statistical_parity_difference"),
          Map.entry("disparate_impact_ratio", "disparate_impact"),
          Map.entry("equal_opportunity_difference", "equal_opportunity_difference"),
          Map.entry("average_odds_difference", "average_odds_difference"),
          Map.entry("predictive_parity_difference", "predictive_parity_difference"),
          Map.entry("accuracy_difference", "accuracy_difference"),
          Map.entry("fpr_ratio", "false_positive_rate_ratio"),
          Map.entry("fnr_ratio", "false_negative_rate_ratio"),
          Map.entry("fdr_ratio", "false_discovery_rate_ratio"),
          Map.entry("for_ratio", "false_omission_rate_ratio"));

  private static final Map<String, String> SPREADS =
      Map.of(
          "demographic_parity_difference", "selection_rate_spread",
          "demographic_parity_ratio", "selection_rate_min_max_ratio",
          "equalized_odds_difference", "equalized_odds_spread",
          "equal_opportunity_difference_max", "true_positive_rate_spread",
          "accuracy_spread", "accuracy_spread");

  private Tables() {}

  /** A number about one slice, by the expected results' name. */
  static Answer rate(View view, String slice, String name) {
    if (name.equals("n")) {
      return Answer.of(view.n(slice));
    }
    if (name.equals("roc_auc") || name.equals("realized_roc_auc")) {
      return rocAuc(view, slice);
    }
    if (name.equals("log_loss")) {
      return Answer.near(view.value(slice, "log_loss"), certainAndWrong(view, slice) * CERTAIN);
    }
    if (name.equals("mce10")) {
      return Answer.of(largestCalibrationError(view, slice));
    }
    return Answer.of(view.value(slice, known(METRICS, name)));
  }

  /**
   * scikit-learn clips the one probability that it is given to 1 - 1e-15 and takes the other one
   * from it, 9.99e-16; here either is clipped to 1e-15. So a record with score 1 that was wrong
   * costs this much more there.
   */
  private static final double CERTAIN = Math.abs(Math.log(1 - (1 - 1e-15)) - Math.log(1e-15));

  /** At least the share of records with score 1 that were wrong. */
  private static double certainAndWrong(View view, String slice) {
    String last = bin(9);
    if (!view.has(slice, "reliability_count", last)) {
      return 0;
    }
    double n = some(view.value(slice, "reliability_count", last));
    double wrong = n * (1 - some(view.value(slice, "reliability_label_rate", last)));
    return wrong / view.n(slice);
  }

  /** Raw scores are not kept: the exact area lies within the published error of the bins. */
  private static Answer rocAuc(View view, String slice) {
    Double error = view.value(slice, "roc_auc_bin_error");
    return Answer.near(view.value(slice, "roc_auc"), error == null ? 0 : error);
  }

  /** The largest error of any bin; the published maximum leaves out bins with few records. */
  private static double largestCalibrationError(View view, String slice) {
    double largest = 0;
    for (int bin = 0; bin < 10; bin++) {
      String name = bin(bin);
      if (view.has(slice, "reliability_count", name)) {
        largest =
            Math.max(
                largest,
                Math.abs(
                    some(view.value(slice, "reliability_mean_probability", name))
                        - some(view.value(slice, "reliability_label_rate", name))));
      }
    }
    return largest;
  }

  /** A number of a group against the reference group. */
  static Answer gap(View view, String slice, String reference, boolean favoured, String name) {
    if (name.equals("label_mean_difference")) {
      Double difference = view.value(slice, "label_rate_difference");
      return Answer.of(favoured || difference == null ? difference : (Double) (-difference));
    }
    if (name.equals("label_disparate_impact")) {
      double group = some(view.value(slice, "label_rate"));
      double baseline = some(view.value(reference, "label_rate"));
      return Answer.of(favoured ? group / baseline : (1 - group) / (1 - baseline));
    }
    return Answer.of(view.value(slice, known(GAPS, name)));
  }

  /** A number over all groups of one attribute. */
  static Answer spread(View view, String attribute, String name) {
    return Answer.of(view.value("*", known(SPREADS, name), attribute));
  }

  /** A number about one bin of the reliability diagram; empty bins are not reported. */
  static Answer bin(View view, String slice, String index, String name) {
    int bin = Integer.parseInt(index);
    String feature = bin(bin);
    return switch (name) {
      case "bin" -> Answer.of(bin);
      case "lo" -> Answer.of(edge(view, slice, feature, bin / 10.0));
      case "hi" -> Answer.of(edge(view, slice, feature, (bin + 1) / 10.0));
      case "n" ->
          view.has(slice, "reliability_count", feature)
              ? Answer.of(view.value(slice, "reliability_count", feature))
              : Answer.of(0);
      case "mean_prob" -> Answer.of(view.value(slice, "reliability_mean_probability", feature));
      case "observed_rate" -> Answer.of(view.value(slice, "reliability_label_rate", feature));
      default -> throw new Evaluated.Absent("no " + name + " of bins");
    };
  }

  private static double edge(View view, String slice, String feature, double edge) {
    if (!view.has(slice, "reliability_count", feature)) {
      throw new Evaluated.Absent("no bin " + feature);
    }
    return edge;
  }

  private static String bin(int bin) {
    return "[" + bin / 10.0 + ", " + (bin + 1) / 10.0 + (bin == 9 ? "]" : ")");
  }

  /** A number that the report only bounds. */
  static Answer bound(View view, String metric, @Nullable String feature) {
    return Answer.between(view.lower("*", metric, feature), view.upper("*", metric, feature));
  }

  /** A number about one slice that must be defined, by the expected results' name. */
  static double value(View view, String slice, String name) {
    return some(view.value(slice, known(METRICS, name)));
  }

  /** A metric of one slice that must be defined, by our name. */
  static double defined(View view, String slice, String metric) {
    return some(view.value(slice, metric));
  }

  /** The name of a slice by several attributes. */
  static String slice(List<String> attributes, List<String> values) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < attributes.size(); i++) {
      name.append(i == 0 ? "" : "&").append(attributes.get(i)).append('=').append(values.get(i));
    }
    return name.toString();
  }

  private static String known(Map<String, String> names, String name) {
    String known = names.get(name);
    if (known == null) {
      throw new Evaluated.Absent("nothing is called " + name);
    }
    return known;
  }

  private static double some(@Nullable Double value) {
    if (value == null) {
      throw new Evaluated.Absent("undefined");
    }
    return value;
  }
}
