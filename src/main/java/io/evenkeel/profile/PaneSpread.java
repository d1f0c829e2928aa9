package io.evenkeel.profile;

import org.jspecify.annotations.Nullable;

/**
 * How one metric of one slice scattered over the panes of the reference.
 *
 * @param metric the metric and what it is compared with, such as {@code accuracy:none}
 * @param slice the slice, {@code *} for all
 * @param feature the feature, or null
 * @param panes panes in which it was defined, at least 2
 * @param mean mean of its values
 * @param deviation their standard deviation, divided by {@code panes} and not by one less
 */
public record PaneSpread(
    String metric,
    String slice,
    @Nullable String feature,
    long panes,
    double mean,
    double deviation) {

  public PaneSpread {
    if (panes < 2 || !Double.isFinite(mean) || !(deviation >= 0) || !Double.isFinite(deviation)) {
      throw new IllegalArgumentException(
          "a spread needs two panes and finite numbers, got "
              + panes
              + " panes, mean "
              + mean
              + ", deviation "
              + deviation);
    }
  }

  /** The lower limit so many deviations from the mean. */
  public double lower(double deviations) {
    return mean - deviations * deviation;
  }

  /** The upper limit so many deviations from the mean. */
  public double upper(double deviations) {
    return mean + deviations * deviation;
  }
}
