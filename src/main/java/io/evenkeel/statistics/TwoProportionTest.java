package io.evenkeel.statistics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pooled z test that two proportions are equal, without continuity correction.
 *
 * @param difference rate of the group minus rate of the reference, -1 to 1
 * @param z difference / sqrt(p (1 - p)(1/n + 1/m)) with the pooled rate p; null when p is 0 or 1
 * @param pValue two-sided; null when {@code z} is
 */
public record TwoProportionTest(double difference, @Nullable Double z, @Nullable Double pValue) {

  /** The test of {@code group} against {@code reference}; undefined when a side has no trials. */
  public static Optional<TwoProportionTest> of(Proportion group, Proportion reference) {
    if (group.trials() == 0 || reference.trials() == 0) {
      return Optional.empty();
    }
    double difference = group.value().getAsDouble() - reference.value().getAsDouble();
    Proportion pooled = group.plus(reference);
    if (pooled.successes() == 0 || pooled.successes() == pooled.trials()) {
      return Optional.of(new TwoProportionTest(difference, null, null));
    }
    double p = pooled.value().getAsDouble();
    double variance = p * (1 - p) * (1.0 / group.trials() + 1.0 / reference.trials());
    double z = difference / Math.sqrt(variance);
    return Optional.of(new TwoProportionTest(difference, z, StandardNormal.twoSidedPValue(z)));
  }
}
