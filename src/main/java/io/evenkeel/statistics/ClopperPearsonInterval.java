package io.evenkeel.statistics;

import java.util.Optional;
import java.util.function.DoublePredicate;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact interval of a proportion (Clopper and Pearson 1934): it covers with probability at
 * least 1 - alpha whatever the rate is. For guarantees; it is wider than {@link WilsonInterval}.
 */
public final class ClopperPearsonInterval {

  private ClopperPearsonInterval() {}

  /** The two-sided interval at level 1 - {@code alpha}; undefined without trials. */
  public static Optional<Interval> of(Proportion proportion, double alpha) {
    return of(proportion.successes(), proportion.trials(), alpha);
  }

  /** The two-sided interval of {@code successes} out of {@code trials}. */
  public static Optional<Interval> of(long successes, long trials, double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha " + alpha + " is not in (0, 1)");
    }
    Proportion checked = new Proportion(successes, trials);
    if (checked.trials() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Interval(
            lowerLimit(successes, trials, alpha / 2), upperLimit(successes, trials, alpha / 2)));
  }

  /**
   * The one-sided lower limit: the rate at which {@code successes} or more have probability {@code
   * alpha}; 0 when there is no success.
   */
  public static double lowerLimit(long successes, long trials, double alpha) {
    Proportion checked = new Proportion(successes, trials);
    if (checked.successes() == 0) {
      return 0;
    }
    BetaDistribution beta =
        BetaDistribution.of((double) successes, (double) trials - successes + 1);
    return smallestRate(rate -> beta.cumulativeProbability(rate) >= alpha);
  }

  /**
   * The one-sided upper limit: the rate at which {@code successes} or fewer have probability {@code
   * alpha}; 1 when every trial succeeded (or there is none).
   */
  public static double upperLimit(long successes, long trials, double alpha) {
    Proportion checked = new Proportion(successes, trials);
    if (checked.successes() == trials) {
      return 1;
    }
    BetaDistribution beta = BetaDistribution.of(successes + 1.0, (double) trials - successes);
    return smallestRate(rate -> beta.survivalProbability(rate) <= alpha);
  }

  /**
   * The smallest rate in (0, 1) for which {@code reached} holds, by bisection on a logarithmic
   * scale while the ends are orders of magnitude apart: a limit of 1e-12 has as many correct digits
   * as one of 0.5.
   */
  private static double smallestRate(DoublePredicate reached) {
    double low = 0;
    double high = 1;
    while (high - low > 1e-15 * high && high > Double.MIN_NORMAL) {
      double middle;
      if (low == 0) {
        middle = high * 0x1p-8;
      } else if (high / low > 4) {
        middle = Math.sqrt(low) * Math.sqrt(high);
      } else {
        middle = low + (high - low) / 2;
      }
      if (middle <= low || middle >= high) {
        break;
      }
      if (reached.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
