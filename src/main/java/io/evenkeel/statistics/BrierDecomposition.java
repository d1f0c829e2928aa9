package io.evenkeel.statistics;

import java.util.Optional;

/**
 * The Brier score split into parts: score = reliability - resolution + uncertainty + within-bin
 * variance - within-bin covariance. The first three are Murphy's (1973) and exact when all
 * forecasts of a bin are equal; the last two (Stephenson, Coelho and Jolliffe 2008) make it exact
 * for bins.
 *
 * @param score the Brier score, 0 to 1
 * @param reliability sum n_b/n (mean p - mean y)^2: calibration error, smaller is better
 * @param resolution sum n_b/n (mean y in the bin - mean y)^2: larger is better
 * @param uncertainty mean y (1 - mean y): the score of always predicting the base rate
 * @param withinVariance sum (p - mean p of the bin)^2 / n
 * @param withinCovariance 2 sum (y - mean y of the bin)(p - mean p of the bin) / n
 */
public record BrierDecomposition(
    double score,
    double reliability,
    double resolution,
    double uncertainty,
    double withinVariance,
    double withinCovariance) {

  /** From bins whose records all have the mean probability of the bin; undefined when empty. */
  public static Optional<BrierDecomposition> ofForecastValues(ReliabilityBins diagram) {
    int bins = diagram.bins();
    double[] squares = new double[bins];
    double[] products = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      if (diagram.n(bin) > 0) {
        double p = diagram.sumProbability(bin) / diagram.n(bin);
        squares[bin] = p * diagram.sumProbability(bin);
        products[bin] = p * diagram.positives(bin);
      }
    }
    return of(diagram, squares, products);
  }

  /**
   * From bins with the sums of squares and products; undefined without records.
   *
   * @param sumOfSquares sum of p^2 per bin
   * @param sumOfProducts sum of y p per bin
   */
  public static Optional<BrierDecomposition> of(
      ReliabilityBins diagram, double[] sumOfSquares, double[] sumOfProducts) {
    double all = diagram.total();
    if (all == 0) {
      return Optional.empty();
    }
    double positives = 0;
    for (int bin = 0; bin < diagram.bins(); bin++) {
      positives += diagram.positives(bin);
    }
    double base = positives / all;
    double score = 0;
    double reliability = 0;
    double resolution = 0;
    double variance = 0;
    double covariance = 0;
    for (int bin = 0; bin < diagram.bins(); bin++) {
      double n = diagram.n(bin);
      if (n > 0) {
        double p = diagram.sumProbability(bin) / n;
        double y = diagram.positives(bin) / n;
        reliability += n / all * (p - y) * (p - y);
        resolution += n / all * (y - base) * (y - base);
        variance += Math.max(0, sumOfSquares[bin] - n * p * p) / all;
        covariance += 2 * (sumOfProducts[bin] - n * p * y) / all;
        score += (sumOfSquares[bin] - 2 * sumOfProducts[bin] + diagram.positives(bin)) / all;
      }
    }
    return Optional.of(
        new BrierDecomposition(
            score, reliability, resolution, base * (1 - base), variance, covariance));
  }
}
