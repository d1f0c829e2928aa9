package io.evenkeel.statistics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Smoothed empirical differential fairness (Foulds et al. 2020): the largest |ln(rate of one group
 * / rate of another)| over all pairs of groups and both outcomes, rates smoothed with a symmetric
 * Dirichlet prior. 0 = equal; e^epsilon bounds every ratio of rates.
 */
public final class DifferentialFairness {

  private static final double CONCENTRATION = 1.0;

  private DifferentialFairness() {}

  /**
   * The epsilon of favourable outcomes per group (intersections welcome), prior concentration 1;
   * undefined with fewer than two groups that have records.
   */
  public static OptionalDouble epsilon(List<Proportion> groups) {
    double[] smoothed =
        groups.stream()
            .filter(group -> group.trials() > 0)
            .mapToDouble(DifferentialFairness::smoothed)
            .sorted()
            .toArray();
    if (smoothed.length < 2) {
      return OptionalDouble.empty();
    }
    double smallest = smoothed[0];
    double largest = smoothed[smoothed.length - 1];
    return OptionalDouble.of(
        Math.max(Math.log(largest / smallest), Math.log((1 - smallest) / (1 - largest))));
  }

  /** Epsilon of the predictions minus epsilon of the labels: what the model adds to the data. */
  public static OptionalDouble biasAmplification(
      List<Proportion> predictions, List<Proportion> labels) {
    return PairwiseFairness.minus(epsilon(predictions), epsilon(labels));
  }

  private static double smoothed(Proportion group) {
    return (group.successes() + CONCENTRATION / 2) / (group.trials() + CONCENTRATION);
  }
}
