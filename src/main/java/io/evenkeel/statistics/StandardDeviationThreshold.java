package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Limits at the mean of past values plus and minus a multiple of their population standard
 * deviation (NannyML's default threshold). Valid only for windows of the size that gave the values.
 */
public final class StandardDeviationThreshold {

  private StandardDeviationThreshold() {}

  /** The limits; NaN among the values is left out, undefined when nothing is left. */
  public static Optional<Interval> of(double[] values, double deviations) {
    if (!(deviations >= 0)) {
      throw new IllegalArgumentException(deviations + " standard deviations");
    }
    Moments moments =
        Moments.of(Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray());
    if (moments.n() == 0) {
      return Optional.empty();
    }
    double margin = deviations * moments.standardDeviation().getAsDouble();
    return Optional.of(new Interval(moments.mean() - margin, moments.mean() + margin));
  }
}
