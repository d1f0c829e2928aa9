package io.evenkeel.statistics;

import java.util.Optional;

/**
 * Sharp bounds of the disparity rate(a) - rate(b) when membership is only known through proxy cells
 * (Kallus, Mao and Zhou 2022). In a cell with p = P(a) and outcome rate q, P(outcome and a) can be
 * anything from max(0, p + q - 1) to min(p, q) (Frechet); no data without the attribute can say
 * more. Alert only when the interval excludes [-tolerance, tolerance].
 */
public final class ProxyBounds {

  private ProxyBounds() {}

  /**
   * The bounds, in [-1, 1]; undefined when a group has no mass.
   *
   * @param weight records (or weight) per cell
   * @param membership P(a) per cell; b is everybody else
   * @param outcomeRate share of positive outcomes per cell
   */
  public static Optional<Interval> of(double[] weight, double[] membership, double[] outcomeRate) {
    if (weight.length != membership.length || weight.length != outcomeRate.length) {
      throw new IllegalArgumentException(
          weight.length + " weights, " + membership.length + ", " + outcomeRate.length);
    }
    double massOfA = 0;
    double massOfB = 0;
    double outcomes = 0;
    double smallest = 0;
    double largest = 0;
    for (int cell = 0; cell < weight.length; cell++) {
      double p = membership[cell];
      double q = outcomeRate[cell];
      massOfA += weight[cell] * p;
      massOfB += weight[cell] * (1 - p);
      outcomes += weight[cell] * q;
      smallest += weight[cell] * Math.max(0, p + q - 1);
      largest += weight[cell] * Math.min(p, q);
    }
    if (!(massOfA > 0 && massOfB > 0)) {
      return Optional.empty();
    }
    double lower = smallest / massOfA - (outcomes - smallest) / massOfB;
    double upper = largest / massOfA - (outcomes - largest) / massOfB;
    return Optional.of(new Interval(Math.min(lower, upper), Math.max(lower, upper)));
  }
}
