package io.evenkeel.evidence.simulation;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** A standard normal feature binned at the sample deciles of a reference of {@code m} records. */
final class NormalFeature {
  static final int CELLS = 10;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double[] edges = new double[CELLS - 1];
  private final long[] reference = new long[CELLS];

  NormalFeature(Draw draw, int m) {
    double[] sample = new double[m];
    for (int i = 0; i < m; i++) {
      sample[i] = draw.normal();
    }
    Arrays.sort(sample);
    for (int i = 0; i < edges.length; i++) {
      edges[i] = sample[(int) ((i + 1L) * m / CELLS)];
    }
    for (double x : sample) {
      reference[cell(x)]++;
    }
  }

  private int cell(double x) {
    int cell = 0;
    while (cell < edges.length && x >= edges[cell]) {
      cell++;
    }
    return cell;
  }

  long[] reference() {
    return reference.clone();
  }

  /** Cumulative cell probabilities once the feature has this mean and standard deviation. */
  double[] cumulative(double mean, double deviation) {
    double[] cumulative = new double[CELLS];
    for (int i = 0; i < edges.length; i++) {
      cumulative[i] = NORMAL.cumulativeProbability((edges[i] - mean) / deviation);
    }
    cumulative[CELLS - 1] = 1;
    return cumulative;
  }
}
