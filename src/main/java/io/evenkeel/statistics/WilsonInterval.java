package io.evenkeel.statistics;

import java.util.Optional;

/**
 * The score interval of a proportion without continuity correction (Wilson 1927): the rates p with
 * |k/n - p| &lt;= z sqrt(p (1 - p) / n). Its average coverage is close to 1 - alpha for every n, so
 * it is the interval shown next to each rate.
 */
public final class WilsonInterval {

  private WilsonInterval() {}

  /**
   * The two-sided interval at level 1 - {@code alpha}, inside [0, 1] and containing k/n; undefined
   * without trials.
   */
  public static Optional<Interval> of(Proportion proportion, double alpha) {
    return of(proportion.successes(), proportion.trials(), alpha);
  }

  /** The interval of {@code successes} out of {@code trials}. */
  public static Optional<Interval> of(long successes, long trials, double alpha) {
    double z = StandardNormal.twoSidedCritical(alpha);
    Proportion checked = new Proportion(successes, trials);
    if (trials == 0) {
      return Optional.empty();
    }
    double n = trials;
    double rate = checked.value().getAsDouble();
    double denominator = 1 + z * z / n;
    double centre = (rate + z * z / (2 * n)) / denominator;
    double spread = z * Math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / denominator;
    double lower = successes == 0 ? 0 : Math.max(0, centre - spread);
    double upper = successes == trials ? 1 : Math.min(1, centre + spread);
    return Optional.of(new Interval(lower, upper));
  }
}
