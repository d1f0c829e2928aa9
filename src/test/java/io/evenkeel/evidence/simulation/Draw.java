package io.evenkeel.evidence.simulation;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** Seeded sampling of counts. */
final class Draw {
  private static final double[] SCORES = quantiles(BetaDistribution.of(1.2, 2));

  private final SplittableRandom random;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  double uniform() {
    return random.nextDouble();
  }

  /** Marsaglia's polar method. */
  double normal() {
    while (true) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      double s = x * x + y * y;
      if (s > 0 && s < 1) {
        return x * Math.sqrt(-2 * Math.log(s) / s);
      }
    }
  }

  long successes(int n, double rate) {
    long k = 0;
    for (int i = 0; i < n; i++) {
      k += random.nextDouble() < rate ? 1 : 0;
    }
    return k;
  }

  /** {@code n} records over cells of these cumulative probabilities (the last is 1). */
  long[] cells(int n, double[] cumulative) {
    long[] counts = new long[cumulative.length];
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      int cell = 0;
      while (cell < cumulative.length - 1 && u >= cumulative[cell]) {
        cell++;
      }
      counts[cell]++;
    }
    return counts;
  }

  /** A score of the Beta(1.2, 2) law, interpolated between 4,096 of its quantiles. */
  double score() {
    double x = random.nextDouble() * (SCORES.length - 1);
    int i = (int) x;
    return SCORES[i] + (x - i) * (SCORES[i + 1] - SCORES[i]);
  }

  private static double[] quantiles(BetaDistribution law) {
    double[] quantiles = new double[4097];
    for (int i = 0; i < quantiles.length; i++) {
      double p = (double) i / (quantiles.length - 1);
      quantiles[i] = Math.min(Math.max(law.inverseCumulativeProbability(p), 1e-6), 1 - 1e-6);
    }
    return quantiles;
  }

  static double[] cumulative(double[] p) {
    double[] cumulative = new double[p.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i];
      cumulative[i] = sum;
    }
    return cumulative;
  }
}
