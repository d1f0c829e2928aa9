package io.evenkeel.alert;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How large something is, over one pane or several.
 *
 * @param value the effect, signed where it has a sign; null when undefined
 * @param lower lower end of its 95 % interval; null when none is known
 * @param upper upper end of its 95 % interval; null when none is known
 * @param n records behind it
 * @param own the group's own number, for the sentence; null when there is none
 * @param other the number it is compared with; null when there is none
 * @param detail what sticks out, in words that name no person; null when nothing does
 */
record Effect(
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    long n,
    @Nullable Double own,
    @Nullable Double other,
    @Nullable String detail) {

  /** Nothing is known. */
  static final Effect NONE = new Effect(null, null, null, 0, null, null, null);

  /** A number without an interval. */
  static Effect bare(@Nullable Double value, long n) {
    return new Effect(value, null, null, n, value, null, null);
  }

  /** Why this could not be judged, in a few words. */
  String shortage() {
    if (value == null) {
      return n == 0 ? "no records to judge it by" : "undefined with n = " + n;
    }
    return lower == null || upper == null
        ? "no interval is known"
        : String.format(
            Locale.ROOT, "too few: n = %d, interval %.3g to %.3g straddles", n, lower, upper);
  }
}
