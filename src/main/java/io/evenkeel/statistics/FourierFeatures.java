package io.evenkeel.statistics;

/**
 * Random Fourier features of the Gaussian kernel (Rahimi and Recht 2007): phi(x) = sqrt(2/D) cos(x
 * W + b), so that the inner product of two vectors is about exp(-gamma ||x - y||^2) for W ~ N(0, 2
 * gamma). W and b are part of the frozen reference and never drawn again.
 */
public final class FourierFeatures {

  private final double[][] weights;
  private final double[] phases;

  private FourierFeatures(double[][] weights, double[] phases) {
    this.weights = weights;
    this.phases = phases;
  }

  /**
   * Given weights.
   *
   * @param weights {@code weights[input][feature]}
   * @param phases one per feature
   */
  public static FourierFeatures of(double[][] weights, double[] phases) {
    double[][] copy = new double[weights.length][];
    for (int input = 0; input < weights.length; input++) {
      copy[input] = weights[input].clone();
      if (copy[input].length != phases.length) {
        throw new IllegalArgumentException(
            "row " + input + " has " + copy[input].length + " of " + phases.length + " weights");
      }
    }
    return new FourierFeatures(copy, phases.clone());
  }

  /** Number of features D. */
  public int features() {
    return phases.length;
  }

  /** Adds the features of {@code x} to {@code sum}, one place per feature. */
  public void addTo(double[] sum, double[] x) {
    if (x.length != weights.length || sum.length != phases.length) {
      throw new IllegalArgumentException(
          x.length
              + " inputs and "
              + sum.length
              + " places for "
              + weights.length
              + " x "
              + phases.length);
    }
    double scale = Math.sqrt(2.0 / phases.length);
    double[] angles = phases.clone();
    for (int input = 0; input < x.length; input++) {
      double[] row = weights[input];
      for (int feature = 0; feature < angles.length; feature++) {
        angles[feature] += x[input] * row[feature];
      }
    }
    for (int feature = 0; feature < angles.length; feature++) {
      sum[feature] += scale * Math.cos(angles[feature]);
    }
  }
}
