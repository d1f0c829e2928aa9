package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Page-Hinkley test for a rise of the mean (Page 1954): sum = alpha sum + (x - mean - delta), drift
 * when sum exceeds lambda; after a drift it starts afresh. O(1) per value; an early warning beside
 * the sequential evidence. An immutable value.
 *
 * @param settings its limits
 * @param n values since the reset, plus 1
 * @param mean their mean
 * @param sum the test statistic
 * @param drift whether the last value led to a drift
 */
public record PageHinkley(Settings settings, long n, double mean, double sum, boolean drift) {

  /**
   * The limits of the test.
   *
   * @param minimum no decision before this many values (30)
   * @param delta the rise that is tolerated (0.005)
   * @param lambda the threshold (50)
   * @param alpha forgetting factor (0.9999)
   * @param floored whether the sum is kept from falling below 0: without the floor (MOA) a long
   *     good period hides the following bad one
   */
  public record Settings(int minimum, double delta, double lambda, double alpha, boolean floored) {

    /** MOA's and river's defaults with the floor: the mode for production. */
    public static final Settings PRODUCTION = new Settings(30, 0.005, 50, 0.9999, true);

    /** MOA's defaults without the floor. */
    public static final Settings MOA = new Settings(30, 0.005, 50, 0.9999, false);
  }

  /** The state before the first value. */
  public static PageHinkley start(Settings settings) {
    return new PageHinkley(settings, 1, 0, 0, false);
  }

  /** Mean since the reset; undefined before the first value. */
  public OptionalDouble average() {
    return n == 1 ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }

  /** The state after {@code value}. */
  public PageHinkley next(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value " + value);
    }
    return drift ? start(settings).after(value) : after(value);
  }

  private PageHinkley after(double value) {
    double average = mean + (value - mean) / n;
    double raw = settings.alpha * sum + (value - average - settings.delta);
    double next = settings.floored ? Math.max(0, raw) : raw;
    boolean exceeded = n + 1 >= settings.minimum && next > settings.lambda;
    return new PageHinkley(settings, n + 1, average, next, exceeded);
  }
}
