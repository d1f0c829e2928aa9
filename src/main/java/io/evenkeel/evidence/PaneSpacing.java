package io.evenkeel.evidence;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How many panes must lie between panes that count, so that their statistic hardly remembers: 1
 * unless it is autocorrelated.
 */
public final class PaneSpacing {
  private static final double CORRELATED = 0.3;
  private static final double FORGOTTEN = 0.2;

  private PaneSpacing() {}

  /**
   * The spacing for a statistic with these values in consecutive panes of a time-ordered reference;
   * empty when it never forgets within a third of them, or there are fewer than three.
   */
  public static OptionalInt of(double[] statistic) {
    if (statistic.length < 3) {
      return OptionalInt.empty();
    }
    if (correlation(statistic, 1) <= CORRELATED) {
      return OptionalInt.of(1);
    }
    for (int lag = 2; lag <= statistic.length / 3; lag++) {
      if (correlation(statistic, lag) < FORGOTTEN) {
        return OptionalInt.of(lag);
      }
    }
    return OptionalInt.empty();
  }

  private static double correlation(double[] x, int lag) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = 0.0;
    double covariance = 0.0;
    for (int i = 0; i < x.length; i++) {
      variance += (x[i] - mean) * (x[i] - mean);
      if (i >= lag) {
        covariance += (x[i] - mean) * (x[i - lag] - mean);
      }
    }
    return variance == 0 ? 0.0 : covariance / variance;
  }
}
