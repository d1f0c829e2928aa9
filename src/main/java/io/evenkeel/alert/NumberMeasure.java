package io.evenkeel.alert;

import io.evenkeel.summary.SliceSummary;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number without an interval, such as F1 or the population stability index: only fixed limits can
 * be judged on it.
 *
 * @param labels whether it needs labels
 * @param bad which direction is trouble
 * @param size the records behind sums
 * @param counter reads the sums
 * @param value computes the number, from the slice's sums and those of the reference
 */
record NumberMeasure(
    boolean labels, Bad bad, ToDoubleFunction<double[]> size, Counter counter, Value value)
    implements Measure {
  /** Every sum is a count of different records. */
  static final ToDoubleFunction<double[]> ALL = sums -> Arrays.stream(sums).sum();

  /** The first sum counts the records. */
  static final ToDoubleFunction<double[]> FIRST = sums -> sums[0];

  /** Reads the sums of a slice. */
  interface Counter {
    double[] sums(SliceSummary summary, int block);
  }

  /** The number and its records. */
  interface Value {
    OptionalDouble of(double[] sums, double @Nullable [] reference);
  }

  @Override
  public double[] sums(SliceSummary summary, int block) {
    return counter.sums(summary, block);
  }

  @Override
  public Effect effect(double[] sums, double @Nullable [] reference) {
    double n = size.applyAsDouble(sums);
    OptionalDouble number = n > 0 ? value.of(sums, reference) : OptionalDouble.empty();
    boolean known = number.isPresent() && Double.isFinite(number.getAsDouble());
    return Effect.bare(known ? number.getAsDouble() : null, Math.round(n));
  }
}
