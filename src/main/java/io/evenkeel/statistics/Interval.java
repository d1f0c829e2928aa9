package io.evenkeel.statistics;

/**
 * A closed interval of real numbers.
 *
 * @param lower the lower end
 * @param upper the upper end, not below {@code lower}
 */
public record Interval(double lower, double upper) {

  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("interval from " + lower + " to " + upper);
    }
  }

  /** Whether {@code value} lies between the ends, ends included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Whether the whole interval lies inside [-bound, bound]. */
  public boolean within(double bound) {
    return -bound <= lower && upper <= bound;
  }

  /** Half the distance between the ends. */
  public double halfWidth() {
    return (upper - lower) / 2;
  }

  /** The part of the interval that lies between two limits; the nearer limit if none does. */
  public Interval clamped(double smallest, double largest) {
    return new Interval(
        Math.min(largest, Math.max(smallest, lower)), Math.max(smallest, Math.min(largest, upper)));
  }
}
