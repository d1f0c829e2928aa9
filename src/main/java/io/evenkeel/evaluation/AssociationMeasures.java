package io.evenkeel.evaluation;

import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.statistics.Association;
import io.evenkeel.statistics.CorrelationRatio;
import io.evenkeel.statistics.Moments;
import io.evenkeel.statistics.PointBiserial;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How much a feature tells of a slicing attribute, from the feature's cells in the slices of that
 * attribute. The attribute is named as reference. Records without a value of either do not count.
 */
final class AssociationMeasures {
  /** Records with both values that it takes. */
  static final long NEEDS = 4000;

  /** Records per cell of the table that it takes. */
  private static final long NEEDS_PER_CELL = 10;

  static final Metric CRAMERS_V =
      metric("cramers_v", "sqrt(chi2 / n / min(r-1, c-1)); biased upward in small samples");
  static final Metric CRAMERS_V_CORRECTED =
      metric("cramers_v_corrected", "the same without its bias: the one to rank by")
          .tolerating(0.3)
          .from("Bergsma 2013; R effectsize");
  static final Metric UNCERTAINTY =
      metric(
              "uncertainty_coefficient",
              "mutual information / entropy of the attribute: how well the feature reveals it")
          .tolerating(0.1)
          .from("Theil 1972; scikit-learn homogeneity_score");
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
      metric(
              "correlation_ratio",
              "eta: sqrt of the sum of squares between the groups / total; numeric features")
          .undefinedWhen("constant feature, fewer than two groups, or values too far out")
          .from("Pearson 1905");

  static final List<Metric> METRICS =
      List.of(
          CRAMERS_V,
          CRAMERS_V_CORRECTED,
          UNCERTAINTY,
          MUTUAL_INFORMATION,
          NORMALISED_MUTUAL_INFORMATION,
          CORRELATION_RATIO,
          POINT_BISERIAL);

  private AssociationMeasures() {}

  private static Metric metric(String name, String formula) {
    return Metric.of(Family.ASSOCIATION, name, Scale.DISTANCE, formula)
        .best(Metric.Direction.LOWER_IS_BETTER)
        .undefinedWhen("fewer than two values of the feature or of the attribute")
        .full();
  }

  /**
   * Adds every feature against one attribute.
   *
   * @param groups the slices of the attribute's values
   */
  static void add(
      String attribute, List<SliceSummary> groups, List<FeatureBins> features, Measurements to) {
    to.against(attribute);
    for (int f = 0; f < features.size(); f++) {
      FeatureBins bins = features.get(f);
      to.about(bins.feature());
      long[][] table = table(groups, f, bins);
      long n = total(table);
      to.remarking(remark(table, n));
      Optional<Association> found = Association.of(table);
      to.value(CRAMERS_V, number(found.map(Association::cramersV)), n);
      @Nullable Double corrected = found.map(Association::correctedCramersV).orElse(null);
      to.value(CRAMERS_V_CORRECTED, number(Optional.ofNullable(corrected)), n);
      to.value(UNCERTAINTY, number(found.map(Association::theilsUOfMeta)), n);
      to.value(MUTUAL_INFORMATION, number(found.map(Association::mutualInformation)), n);
      to.value(
          NORMALISED_MUTUAL_INFORMATION,
          number(found.map(Association::normalisedByArithmeticMean)),
          n);
      if (bins instanceof NumericBins numeric) {
        List<Moments> moments = moments(groups, f, numeric);
        to.value(CORRELATION_RATIO, CorrelationRatio.eta(moments), n);
        to.value(POINT_BISERIAL, pointBiserial(moments), n);
      }
    }
    to.about(null).against(null).remarking(null);
  }

  private static long[][] table(List<SliceSummary> groups, int f, FeatureBins bins) {
    long[][] table = new long[bins.cells()][groups.size()];
    for (int group = 0; group < groups.size(); group++) {
      long[] cells = groups.get(group).featureCells(f);
      for (int cell = 0; cell < cells.length; cell++) {
        table[cell][group] = cell == bins.missingCell() ? 0 : cells[cell];
      }
    }
    return table;
  }

  private static @Nullable String remark(long[][] table, long n) {
    long rows = 0;
    boolean[] occupied = new boolean[table[0].length];
    for (long[] row : table) {
      boolean any = false;
      for (int column = 0; column < row.length; column++) {
        any |= row[column] > 0;
        occupied[column] |= row[column] > 0;
      }
      rows += any ? 1 : 0;
    }
    long columns = 0;
    for (boolean column : occupied) {
      columns += column ? 1 : 0;
    }
    long needed = Math.max(NEEDS, NEEDS_PER_CELL * rows * columns);
    return n >= needed ? null : "insufficient: " + n + " records of the " + needed + " it takes";
  }

  private static long total(long[][] table) {
    long sum = 0;
    for (long[] row : table) {
      for (long count : row) {
        sum += count;
      }
    }
    return sum;
  }

  /** Of each group; none at all when values of one were too far out to be summed. */
  private static List<Moments> moments(List<SliceSummary> groups, int f, NumericBins bins) {
    List<Moments> moments = new ArrayList<>();
    for (SliceSummary group : groups) {
      if (group.clipped(f) > 0) {
        return List.of();
      }
      moments.add(NumericValues.moments(group, f, bins));
    }
    return moments;
  }

  private static OptionalDouble pointBiserial(List<Moments> groups) {
    return groups.size() == 2
        ? number(PointBiserial.of(groups.get(0), groups.get(1)).map(PointBiserial::r))
        : OptionalDouble.empty();
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value.get());
  }
}
