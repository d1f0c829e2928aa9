package io.evenkeel.statistics;

/**
 * Sums of random Fourier features over records that may stand for more than one each.
 *
 * <p>With weights of 1, {@code weight} and {@code squaredWeights} are both the number of records.
 */
public final class FourierSums {
  private final double weight;
  private final double squaredWeights;
  private final double[] sum;
  private final double squares;

  /**
   * Sums over records of weight w and features phi.
   *
   * @param weight sum of w
   * @param squaredWeights sum of w^2
   * @param sum sum of w phi
   * @param squares sum of w^2 ||phi||^2
   */
  public FourierSums(double weight, double squaredWeights, double[] sum, double squares) {
    this.weight = weight;
    this.squaredWeights = squaredWeights;
    this.sum = sum.clone();
    this.squares = squares;
  }

  /** Number of features. */
  int features() {
    return sum.length;
  }

  /** Whether there is a pair of different records. */
  boolean hasPairs() {
    return weight * weight - squaredWeights > 0;
  }

  /** The mean inner product of two different records; needs {@link #hasPairs}. */
  double meanOfPairs() {
    return (product(this, this) - squares) / (weight * weight - squaredWeights);
  }

  /** The mean inner product of a record of each; needs records on both sides. */
  double meanWith(FourierSums other) {
    return product(this, other) / weight / other.weight;
  }

  private static double product(FourierSums left, FourierSums right) {
    double product = 0;
    for (int i = 0; i < left.sum.length; i++) {
      product += left.sum[i] * right.sum[i];
    }
    return product;
  }
}
