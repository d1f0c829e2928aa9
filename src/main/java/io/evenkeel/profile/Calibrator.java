package io.evenkeel.profile;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Turns a score into a calibrated probability: linear between knots, constant outside.
 *
 * <p>The knots come from an isotonic regression of the label on the score over the reference.
 */
public final class Calibrator implements DoubleUnaryOperator {
  private final double[] scores;
  private final double[] probabilities;

  private Calibrator(double[] scores, double[] probabilities) {
    this.scores = scores;
    this.probabilities = probabilities;
  }

  /**
   * A calibrator through these knots.
   *
   * @param scores strictly increasing, at least one
   * @param probabilities in [0, 1], as many as scores, not decreasing
   */
  public static Calibrator of(double[] scores, double[] probabilities) {
    if (scores.length == 0 || scores.length != probabilities.length) {
      throw new IllegalArgumentException(
          "a calibrator needs as many scores as probabilities, got "
              + scores.length
              + " and "
              + probabilities.length);
    }
    for (int i = 0; i < scores.length; i++) {
      boolean inRange = probabilities[i] >= 0 && probabilities[i] <= 1;
      if (!inRange || (i > 0 && !(scores[i] > scores[i - 1]))) {
        throw new IllegalArgumentException(
            "calibrator knots must increase and lie in [0, 1], at " + i);
      }
    }
    return new Calibrator(scores.clone(), probabilities.clone());
  }

  @Override
  public double applyAsDouble(double score) {
    int at = Arrays.binarySearch(scores, score);
    if (at >= 0) {
      return probabilities[at];
    }
    int next = -at - 1;
    if (next == 0) {
      return probabilities[0];
    }
    if (next == scores.length) {
      return probabilities[scores.length - 1];
    }
    double slope =
        (probabilities[next] - probabilities[next - 1]) / (scores[next] - scores[next - 1]);
    return Math.min(1, Math.max(0, probabilities[next - 1] + slope * (score - scores[next - 1])));
  }

  /** Scores of the knots. */
  public double[] scores() {
    return scores.clone();
  }

  /** Probabilities of the knots. */
  public double[] probabilities() {
    return probabilities.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Calibrator calibrator
        && Arrays.equals(scores, calibrator.scores)
        && Arrays.equals(probabilities, calibrator.probabilities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(scores);
  }
}
