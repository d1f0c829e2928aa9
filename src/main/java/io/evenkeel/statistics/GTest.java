package io.evenkeel.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The likelihood-ratio test of the 2 x B table of reference and current counts.
 *
 * @param statistic G = 2 sum of observed ln(observed / expected), at least 0
 * @param degreesOfFreedom cells kept minus 1, at least 1
 * @param pValue chance of a statistic at least as large without any change
 */
public record GTest(double statistic, int degreesOfFreedom, double pValue) {

  /**
   * The test without continuity correction; cells empty on both sides are dropped. Undefined when a
   * side is empty or fewer than two cells are kept.
   */
  public static Optional<GTest> twoSample(long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    int degreesOfFreedom = pair.occupiedCells() - 1;
    if (pair.oneSideIsEmpty() || degreesOfFreedom < 1) {
      return Optional.empty();
    }
    double all = (double) pair.referenceTotal() + pair.currentTotal();
    double sum = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      double both = (double) reference[cell] + current[cell];
      sum += KullbackLeibler.term((double) current[cell], both * (pair.currentTotal() / all));
      sum += KullbackLeibler.term((double) reference[cell], both * (pair.referenceTotal() / all));
    }
    double statistic = Math.max(0, 2 * sum);
    return Optional.of(
        new GTest(
            statistic,
            degreesOfFreedom,
            ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic)));
  }
}
