package io.evenkeel.evaluation;

import io.evenkeel.profile.NumericBins;
import io.evenkeel.statistics.CorrelationRatio;
import io.evenkeel.statistics.Moments;
import io.evenkeel.statistics.PointBiserial;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How much of a numeric feature's variance lies between groups. */
final class NumbersByGroup {
  private NumbersByGroup() {}

  /**
   * Adds the shares.
   *
   * @param f index of the feature
   * @param n records behind them
   */
  static void add(int f, NumericBins bins, List<SliceSummary> groups, long n, Measurements to) {
    List<Moments> moments = moments(groups, f, bins);
    to.value(AssociationMetrics.CORRELATION_RATIO, CorrelationRatio.eta(moments), n);
    to.value(AssociationMetrics.ETA_SQUARED, CorrelationRatio.etaSquared(moments), n);
    to.value(
        AssociationMetrics.BINNED_ETA_SQUARED,
        moments.isEmpty()
            ? OptionalDouble.empty()
            : CorrelationRatio.etaSquared(ofBins(groups, f, bins)),
        n);
    to.value(AssociationMetrics.POINT_BISERIAL, pointBiserial(moments), n);
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

  /** Of each group, with every value at the mean that all groups have in its bin. */
  private static List<Moments> ofBins(List<SliceSummary> groups, int f, NumericBins bins) {
    double[] means = new double[bins.missingCell()];
    double[] counts = new double[means.length];
    for (SliceSummary group : groups) {
      long[] cells = group.featureCells(f);
      long[] sums = group.featureCellSums(f);
      for (int cell = 0; cell < means.length; cell++) {
        counts[cell] += cells[cell];
        means[cell] += sums[cell];
      }
    }
    for (int cell = 0; cell < means.length; cell++) {
      means[cell] = counts[cell] == 0 ? 0 : means[cell] / counts[cell];
    }
    return groups.stream().map(group -> atMeans(group.featureCells(f), means)).toList();
  }

  private static Moments atMeans(long[] cells, double[] means) {
    long n = 0;
    double sum = 0;
    double squares = 0;
    for (int cell = 0; cell < means.length; cell++) {
      n += cells[cell];
      sum += cells[cell] * means[cell];
      squares += cells[cell] * means[cell] * means[cell];
    }
    return Moments.ofScaledSums(n, sum, squares, 0, 1);
  }

  private static OptionalDouble pointBiserial(List<Moments> groups) {
    Optional<Double> r =
        groups.size() == 2
            ? PointBiserial.of(groups.get(0), groups.get(1)).map(PointBiserial::r)
            : Optional.empty();
    return r.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(r.get());
  }
}
