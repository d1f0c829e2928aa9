package io.evenkeel.summary;

import java.util.Arrays;

/**
 * How the numeric features of an event are looked at together: standardised by the reference, then
 * by random Fourier features of the Gaussian kernel (Rahimi and Recht 2007) and by the main
 * directions of the reference (principal components). Frozen with the profile, never drawn again.
 *
 * <p>A missing value counts as the reference's mean; values further than {@value #CLIP} standard
 * deviations from it count as that far.
 */
public final class JointBasis {
  /** Largest standardised value. */
  public static final double CLIP = 10;

  private final int[] features;
  private final double[] means;
  private final double[] deviations;
  private final double[][] weights;
  private final double[] phases;
  private final double[][] components;

  private JointBasis(
      int[] features,
      double[] means,
      double[] deviations,
      double[][] weights,
      double[] phases,
      double[][] components) {
    this.features = features;
    this.means = means;
    this.deviations = deviations;
    this.weights = weights;
    this.phases = phases;
    this.components = components;
  }

  /**
   * A basis over d features.
   *
   * @param features indexes of d numeric features, at least one
   * @param means mean of each, in units of its {@link Quantity}
   * @param deviations standard deviation of each in the same units, above 0
   * @param weights {@code weights[d][D]}: turns per standard deviation, for each of D waves
   * @param phases D phases, in turns
   * @param components orthonormal directions of d numbers each, fewer than d
   */
  public static JointBasis of(
      int[] features,
      double[] means,
      double[] deviations,
      double[][] weights,
      double[] phases,
      double[][] components) {
    int d = features.length;
    boolean fits =
        d > 0
            && phases.length > 0
            && means.length == d
            && deviations.length == d
            && weights.length == d
            && components.length < d
            && Arrays.stream(weights).allMatch(row -> row.length == phases.length)
            && Arrays.stream(components).allMatch(row -> row.length == d);
    if (!fits || !Arrays.stream(deviations).allMatch(deviation -> deviation > 0)) {
      throw new IllegalArgumentException(
          "a joint basis over " + d + " features has arrays of other lengths, or no deviation");
    }
    return new JointBasis(
        features.clone(),
        means.clone(),
        deviations.clone(),
        copy(weights),
        phases.clone(),
        copy(components));
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** Number of features. */
  public int dimensions() {
    return features.length;
  }

  /** Number of waves, D. */
  public int waves() {
    return phases.length;
  }

  /** Indexes of the features. */
  public int[] features() {
    return features.clone();
  }

  /** Mean of each feature, in its unit. */
  public double[] means() {
    return means.clone();
  }

  /** Standard deviation of each feature, in its unit. */
  public double[] deviations() {
    return deviations.clone();
  }

  /** Turns per standard deviation, a row for each feature. */
  public double[][] weights() {
    return copy(weights);
  }

  /** Phase of each wave, in turns. */
  public double[] phases() {
    return phases.clone();
  }

  /** The main directions. */
  public double[][] components() {
    return copy(components);
  }

  int feature(int i) {
    return features[i];
  }

  /** A number of units, standardised. */
  double standardised(int i, long units) {
    return Math.max(-CLIP, Math.min(CLIP, (units - means[i]) / deviations[i]));
  }

  /**
   * The cosine of every wave, within 1e-8. Only IEEE additions and multiplications: the same bits
   * on every machine, which the platform's cosine does not promise.
   */
  void cosines(double[] z, double[] into) {
    System.arraycopy(phases, 0, into, 0, into.length);
    for (int i = 0; i < z.length; i++) {
      double value = z[i];
      double[] row = weights[i];
      for (int wave = 0; wave < into.length; wave++) {
        into[wave] += value * row[wave];
      }
    }
    for (int wave = 0; wave < into.length; wave++) {
      into[wave] = cosine(into[wave]);
    }
  }

  /** cos(2 pi turns) = 1 - 2 sin(pi r)^2 for the r in [-1/2, 1/2] that is whole turns away. */
  static double cosine(double turns) {
    double x = Math.PI * (turns - Math.rint(turns));
    double q = x * x;
    double series = 1.0 / 6227020800.0;
    series = series * q - 1.0 / 39916800;
    series = series * q + 1.0 / 362880;
    series = series * q - 1.0 / 5040;
    series = series * q + 1.0 / 120;
    series = series * q - 1.0 / 6;
    double sine = x + x * q * series;
    return 1 - 2 * sine * sine;
  }

  /** Squared distance of a standardised event from its projection on the main directions. */
  double reconstructionError(double[] z) {
    double error = 0;
    for (double value : z) {
      error += value * value;
    }
    for (double[] component : components) {
      double along = 0;
      for (int i = 0; i < z.length; i++) {
        along += component[i] * z[i];
      }
      error -= along * along;
    }
    return Math.max(0, error);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JointBasis basis
        && Arrays.equals(features, basis.features)
        && Arrays.equals(means, basis.means)
        && Arrays.equals(deviations, basis.deviations)
        && Arrays.deepEquals(weights, basis.weights)
        && Arrays.equals(phases, basis.phases)
        && Arrays.deepEquals(components, basis.components);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(features) * 31 + Arrays.hashCode(phases);
  }

  @Override
  public String toString() {
    return "JointBasis[features=" + features.length + ", waves=" + phases.length + "]";
  }
}
