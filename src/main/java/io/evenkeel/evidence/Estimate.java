package io.evenkeel.evidence;

import org.jspecify.annotations.Nullable;

/**
 * An effect over several panes.
 *
 * @param value the effect, signed where it has a sign
 * @param lower lower end of its 95 % interval, null where no interval is defined
 * @param upper upper end of its 95 % interval, null where no interval is defined
 * @param records effective records behind it (divided by the design effect), both groups together
 */
public record Estimate(
    double value, @Nullable Double lower, @Nullable Double upper, double records) {
  /** Whether the whole interval lies in [low, high]; false without an interval. */
  public boolean within(double low, double high) {
    return lower != null && upper != null && lower >= low && upper <= high;
  }
}
