package io.evenkeel.alert;

import io.evenkeel.alert.RateMeasure.Counter;
import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.FeatureType;
import io.evenkeel.monitor.Task;
import io.evenkeel.profile.CategoryCells;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.statistics.BinaryConfusion;
import io.evenkeel.statistics.ConfusionRate;
import io.evenkeel.statistics.Proportion;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The metrics that are a share k of n, by name. */
final class RateMetrics {
  private RateMetrics() {}

  /**
   * The rate of this name, or null when it is none or the model has no such thing.
   *
   * @param feature index of the feature, -1 for none
   */
  static @Nullable RateMeasure find(String metric, Plan plan, int feature) {
    return switch (metric) {
      case "missing_rate", "new_category_rate", "out_of_range_rate" ->
          feature < 0 ? null : ofFeature(metric, plan.features().get(feature), feature);
      case "label_coverage" ->
          new RateMeasure(
              true,
              Bad.LOWER,
              false,
              (summary, block) -> new double[] {summary.labelled(block), summary.n()});
      case "estimated_accuracy" -> plan.layout().shape().estimated() ? estimateResidual() : null;
      default -> ofClasses(metric, plan);
    };
  }

  private static @Nullable RateMeasure ofClasses(String metric, Plan plan) {
    Classes classes = plan.monitor().classes();
    if (classes == null) {
      return null;
    }
    int positive = classes.positiveIndex();
    int favourable = classes.favourableIndex();
    return switch (metric) {
      case "selection_rate" -> selection(positive);
      case "statistical_parity_difference", "disparate_impact" -> selection(favourable);
      case "label_rate", "attack_success_rate" ->
          labelled(Bad.EITHER, (s, block) -> Counts.labelled(s, block, positive))
              .withBad(metric.startsWith("attack") ? Bad.HIGHER : Bad.EITHER);
      case "robust_accuracy" ->
          labelled(Bad.LOWER, (s, block) -> complement(Counts.labelled(s, block, positive)));
      case "accuracy" -> labelled(Bad.LOWER, Counts::accuracy);
      case "error_rate" ->
          labelled(Bad.HIGHER, (s, block) -> complement(Counts.accuracy(s, block)));
      case "equal_opportunity_difference" ->
          confusion(ConfusionRate.TRUE_POSITIVE_RATE, favourable);
      case "predictive_parity_difference" -> confusion(ConfusionRate.PRECISION, favourable);
      case "mean_residual" -> plan.monitor().task() == Task.MULTICLASS ? null : meanResidual();
      default -> {
        ConfusionRate rate = confusionRate(metric);
        yield rate == null ? null : confusion(rate, positive);
      }
    };
  }

  /** Without the endings that say how a rate is compared. */
  static String base(String metric) {
    if (metric.equals("statistical_parity_difference")
        || metric.equals("equal_opportunity_difference")
        || metric.equals("predictive_parity_difference")) {
      return metric;
    }
    return metric.replaceFirst("_(difference|ratio)$", "");
  }

  private static @Nullable ConfusionRate confusionRate(String metric) {
    for (ConfusionRate rate : ConfusionRate.values()) {
      if (rate.name().toLowerCase(Locale.ROOT).equals(metric)) {
        return rate;
      }
    }
    return null;
  }

  private static RateMeasure selection(int label) {
    return new RateMeasure(
        false, Bad.EITHER, false, (summary, block) -> Counts.selected(summary, label));
  }

  private static RateMeasure labelled(Bad bad, Counter counter) {
    return new RateMeasure(true, bad, false, counter);
  }

  private static RateMeasure confusion(ConfusionRate rate, int label) {
    return labelled(
        rate.higherIsBetter() ? Bad.LOWER : Bad.HIGHER,
        (summary, block) -> {
          long[] c = Counts.binary(summary, block, label);
          Proportion proportion = rate.of(new BinaryConfusion(c[0], c[1], c[2], c[3]));
          return new double[] {proportion.successes(), proportion.trials()};
        });
  }

  private static double[] complement(double[] counts) {
    return new double[] {counts[1] - counts[0], counts[1]};
  }

  /** Outcome less score, as (1 + y - p) / 2. */
  private static RateMeasure meanResidual() {
    return new RateMeasure(
        true,
        Bad.EITHER,
        true,
        (summary, block) -> {
          double n = Arrays.stream(summary.labelScoreCounts(block)).sum();
          double outcomes = Arrays.stream(summary.labelScorePositives(block)).sum();
          double scores = Arrays.stream(summary.labelScoreSums(block)).sum();
          return new double[] {(n + outcomes - scores) / 2, n};
        });
  }

  /** Right or not, less the estimated probability of being right. */
  private static RateMeasure estimateResidual() {
    return new RateMeasure(
        true,
        Bad.EITHER,
        true,
        (summary, block) -> {
          double n = Arrays.stream(summary.labelScoreCounts(block)).sum();
          return new double[] {(n + summary.residualEstimateSum(block)) / 2, n};
        });
  }

  private static @Nullable RateMeasure ofFeature(String metric, FeatureBins bins, int f) {
    Counter counter =
        switch (metric) {
          case "missing_rate" ->
              (summary, block) -> {
                long[] cells = summary.featureCells(f);
                return new double[] {cells[bins.missingCell()], Arrays.stream(cells).sum()};
              };
          case "new_category_rate" ->
              (summary, block) -> {
                long[] cells = summary.featureCells(f);
                double n = Arrays.stream(cells).sum() - cells[bins.missingCell()];
                return new double[] {cells[((CategoryCells) bins).newCell()], n};
              };
          default ->
              (summary, block) -> {
                long[] cells = summary.featureCells(f);
                double n = Arrays.stream(cells).sum() - cells[bins.missingCell()];
                return new double[] {summary.below(f) + summary.above(f), n};
              };
        };
    boolean numeric = bins.type() == FeatureType.NUMERIC;
    boolean fits =
        switch (metric) {
          case "new_category_rate" -> !numeric;
          case "out_of_range_rate" -> numeric;
          default -> true;
        };
    return fits ? new RateMeasure(false, Bad.HIGHER, false, counter) : null;
  }
}
