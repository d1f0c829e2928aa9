package io.evenkeel.statistics;

/**
 * Intervals of combinations of independent estimates from their own intervals: the distances to the
 * ends are squared and added (the MOVER of Zou and Donner 2008, which gives {@link
 * NewcombeInterval} for a difference of two Wilson intervals).
 */
public final class SquareAndAddInterval {

  private SquareAndAddInterval() {}

  /** The interval of (a + b) / 2, each given by its estimate and interval. */
  public static Interval ofMean(double a, Interval ofA, double b, Interval ofB) {
    double mean = (a + b) / 2;
    double below = Math.hypot(a - ofA.lower(), b - ofB.lower()) / 2;
    double above = Math.hypot(ofA.upper() - a, ofB.upper() - b) / 2;
    return new Interval(mean - below, mean + above);
  }

  /** The interval of a - b, each given by its estimate and interval. */
  public static Interval ofDifference(double a, Interval ofA, double b, Interval ofB) {
    double below = Math.hypot(a - ofA.lower(), ofB.upper() - b);
    double above = Math.hypot(ofA.upper() - a, b - ofB.lower());
    return new Interval(a - b - below, a - b + above);
  }
}
