package io.evenkeel.expected;

import org.jspecify.annotations.Nullable;

/** What {@code evaluate} says where a number is expected. */
interface Answer {
  double TOLERANCE = 1e-9;

  /** What does not fit, or null. */
  @Nullable String mismatch(@Nullable Double expected);

  /** The number itself, up to rounding; null for undefined. */
  static Answer of(@Nullable Double value) {
    return near(value, 0);
  }

  /** A count. */
  static Answer of(long count) {
    return near((double) count, 0);
  }

  /** The number within {@code error}, which must come from the report or follow from rounding. */
  static Answer near(@Nullable Double value, double error) {
    return expected -> {
      if (expected == null || value == null) {
        return expected == null && value == null ? null : "expected " + expected + ", is " + value;
      }
      double allowed = error + TOLERANCE * Math.max(1, Math.abs(expected));
      return Math.abs(expected - value) <= allowed
          ? null
          : "expected " + expected + ", is " + value + " (off by " + (value - expected) + ")";
    };
  }

  /** A number known to lie between two others. */
  static Answer between(@Nullable Double lower, @Nullable Double upper) {
    return expected -> {
      if (expected == null || lower == null || upper == null) {
        return "expected " + expected + " between " + lower + " and " + upper;
      }
      double slack = TOLERANCE * Math.max(1, Math.abs(expected));
      return lower - slack <= expected && expected <= upper + slack
          ? null
          : "expected " + expected + ", must lie in [" + lower + ", " + upper + "]";
    };
  }

  /** A number printed with fewer decimals: what rounds to it, or is cut to it. */
  static Answer printed(@Nullable Double value, int decimals) {
    return near(value, Math.pow(10, -decimals));
  }
}
