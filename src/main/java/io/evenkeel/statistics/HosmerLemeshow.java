package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Hosmer and Lemeshow's (1980) goodness of fit of predicted probabilities: sum over bins of (Y -
 * E)^2 / E + (Y - E)^2 / (n - E), E = sum of the probabilities, Y = positives.
 *
 * @param statistic at least 0, infinite when a bin holds what its probabilities exclude
 * @param bins bins with records
 * @param pValue p value for a model fitted on other data (df = bins): production
 * @param pValueInternal p value on the data the model was fitted on (df = bins - 2); null with
 *     fewer than three bins
 */
public record HosmerLemeshow(
    double statistic, int bins, double pValue, @Nullable Double pValueInternal) {

  private static final double MIN_EXPECTED = 5;

  /** The test on the bins as they are, empty ones dropped; undefined without records. */
  public static Optional<HosmerLemeshow> of(ReliabilityBins diagram) {
    double statistic = 0;
    int bins = 0;
    for (int bin = 0; bin < diagram.bins(); bin++) {
      double n = diagram.n(bin);
      if (n > 0) {
        double expected = diagram.sumProbability(bin);
        double squared = Math.pow(diagram.positives(bin) - expected, 2);
        statistic += squared == 0 ? 0 : squared / expected + squared / (n - expected);
        bins++;
      }
    }
    if (bins == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new HosmerLemeshow(
            statistic,
            bins,
            tail(bins, statistic),
            bins > 2 ? (Double) tail(bins - 2, statistic) : null));
  }

  /**
   * The test after bins with fewer than five expected positives or negatives have been added to
   * their neighbour, which the chi-square approximation needs.
   */
  public static Optional<HosmerLemeshow> ofPooled(ReliabilityBins diagram) {
    int most = diagram.bins();
    long[] n = new long[most];
    double[] expected = new double[most];
    long[] positives = new long[most];
    int last = 0;
    for (int bin = 0; bin < most; bin++) {
      if (bin > 0 && isLarge(n[last], expected[last])) {
        last++;
      }
      n[last] += diagram.n(bin);
      expected[last] += diagram.sumProbability(bin);
      positives[last] += diagram.positives(bin);
    }
    if (last > 0 && !isLarge(n[last], expected[last])) {
      n[last - 1] += n[last];
      expected[last - 1] += expected[last];
      positives[last - 1] += positives[last];
      last--;
    }
    return of(
        ReliabilityBins.of(
            Arrays.copyOf(n, last + 1),
            Arrays.copyOf(expected, last + 1),
            Arrays.copyOf(positives, last + 1)));
  }

  private static boolean isLarge(long n, double expected) {
    return expected >= MIN_EXPECTED && n - expected >= MIN_EXPECTED;
  }

  private static double tail(int degreesOfFreedom, double statistic) {
    return ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
  }
}
