package io.evenkeel.evidence;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What a numeric feature may turn into: its cells shifted by 0.3, 0.5 and 0.9 standard deviations
 * to both sides, and spread by 1.5 and 1/1.5, on the normal score scale. Cells without an order
 * keep their proportions.
 */
final class NumericAlternatives {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double[] SHIFTS = {0.3, 0.5, 0.9};
  private static final double SPREAD = 1.5;

  private NumericAlternatives() {}

  /** The alternative distributions, one per row, over all cells; none for a categorical feature. */
  static double[][] of(DriftReference reference) {
    if (reference.numericCells() < 2) {
      return new double[0][];
    }
    double[][] alternatives = new double[2 * SHIFTS.length + 2][];
    for (int i = 0; i < SHIFTS.length; i++) {
      alternatives[2 * i] = alternative(reference, SHIFTS[i], 1.0);
      alternatives[2 * i + 1] = alternative(reference, -SHIFTS[i], 1.0);
    }
    alternatives[2 * SHIFTS.length] = alternative(reference, 0.0, SPREAD);
    alternatives[2 * SHIFTS.length + 1] = alternative(reference, 0.0, 1 / SPREAD);
    return alternatives;
  }

  private static double[] alternative(DriftReference reference, double shift, double spread) {
    double[] p = reference.proportions();
    double numericMass = numericMass(reference);
    double[] edges = normalScores(reference);
    for (int i = 0; i < reference.numericCells(); i++) {
      p[i] = numericMass * mass((edges[i] - shift) / spread, (edges[i + 1] - shift) / spread);
    }
    return p;
  }

  /** Normal scores of the edges between the numeric cells, from -infinity to +infinity. */
  static double[] normalScores(DriftReference reference) {
    double[] q = reference.proportions();
    double numericMass = numericMass(reference);
    int cells = reference.numericCells();
    double[] scores = new double[cells + 1];
    scores[0] = Double.NEGATIVE_INFINITY;
    scores[cells] = Double.POSITIVE_INFINITY;
    double below = 0.0;
    for (int i = 1; i < cells; i++) {
      below += q[i - 1] / numericMass;
      scores[i] = NORMAL.inverseCumulativeProbability(Math.min(1.0, below));
    }
    return scores;
  }

  private static double numericMass(DriftReference reference) {
    return Arrays.stream(reference.proportions(), 0, reference.numericCells()).sum();
  }

  private static double mass(double low, double high) {
    return low > 0
        ? NORMAL.survivalProbability(low) - NORMAL.survivalProbability(high)
        : NORMAL.cumulativeProbability(high) - NORMAL.cumulativeProbability(low);
  }
}
