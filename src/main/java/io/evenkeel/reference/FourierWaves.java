package io.evenkeel.reference;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random waves of the Gaussian kernel exp(-||x - y||^2 / (2 sigma^2)), sigma the median distance of
 * two rows: frequencies N(0, 1 / sigma^2) and uniform phases, both in turns.
 */
final class FourierWaves {
  /** Waves drawn: the error of the kernel is about 1 / sqrt of that. */
  static final int COUNT = 128;

  /** Rows between which distances are taken. */
  private static final int MOST_ROWS = 1000;

  private static final long SEED = 0x5DEECE66DL;

  private final double[][] weights;
  private final double[] phases;

  private FourierWaves(double[][] weights, double[] phases) {
    this.weights = weights;
    this.phases = phases;
  }

  /** Draws so many for standardised rows, always the same for the same rows. */
  static FourierWaves drawn(double[][] rows, int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    double turns = 1 / (bandwidth(rows) * 2 * Math.PI);
    double[][] weights = new double[rows[0].length][count];
    double[] phases = new double[count];
    for (int wave = 0; wave < count; wave++) {
      for (double[] row : weights) {
        row[wave] = normal(random) * turns;
      }
      phases[wave] = random.nextDouble();
    }
    return new FourierWaves(weights, phases);
  }

  /** Box and Muller's, because the platform's normal numbers differ between Java versions. */
  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** The median distance of two of up to 1000 rows; where that is 0, their mean distance or 1. */
  static double bandwidth(double[][] rows) {
    int step = (rows.length + MOST_ROWS - 1) / MOST_ROWS;
    int taken = (rows.length + step - 1) / step;
    double[] distances = new double[taken * (taken - 1) / 2];
    int pair = 0;
    for (int i = 0; i < taken; i++) {
      for (int j = 0; j < i; j++) {
        distances[pair++] = distance(rows[i * step], rows[j * step]);
      }
    }
    Arrays.sort(distances);
    double median = pair == 0 ? 0 : distances[pair / 2];
    double mean = Arrays.stream(distances).average().orElse(0);
    return median > 0 ? median : mean > 0 ? mean : 1;
  }

  private static double distance(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return Math.sqrt(sum);
  }

  /** Turns per standard deviation, a row for each feature. */
  double[][] weights() {
    return weights;
  }

  /** Phases, in turns. */
  double[] phases() {
    return phases;
  }
}
