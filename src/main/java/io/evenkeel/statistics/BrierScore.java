package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Brier score (1950). Binary: mean of (p - y)^2, 0 to 1. Multiclass: mean of the sum over classes
 * of (p_k - 1[y = k])^2, 0 to 2. Smaller is better; undefined without records.
 */
public final class BrierScore {

  private BrierScore() {}

  /** The score of one record of a binary classifier. */
  public static double ofRecord(double probabilityOfPositive, boolean positive) {
    double error = probabilityOfPositive - (positive ? 1 : 0);
    return error * error;
  }

  /** The score of one record of a multiclass classifier. */
  public static double ofRecord(double[] probabilities, int trueClass) {
    double sum = 0;
    for (int label = 0; label < probabilities.length; label++) {
      sum += ofRecord(probabilities[label], label == trueClass);
    }
    return sum;
  }

  /** The mean of {@code n} scores; undefined without records. */
  public static OptionalDouble of(double sumOfScores, long n) {
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(sumOfScores / n);
  }

  /** The binary score from the sums of p^2, y and y p. */
  public static OptionalDouble ofSums(
      long n, double sumOfSquaredProbability, long positives, double sumOfProbabilityOfPositives) {
    double sum = sumOfSquaredProbability - 2 * sumOfProbabilityOfPositives + positives;
    return of(Math.max(0, sum), n);
  }
}
