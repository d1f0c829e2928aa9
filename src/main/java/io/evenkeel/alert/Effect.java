package io.evenkeel.alert;

import io.evenkeel.evaluation.Verdict;
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
 * @param premise whether what makes the effect matter is there: BREACH when it is, OK when it is
 *     not, INSUFFICIENT when that is not known; null when nothing else must hold
 */
record Effect(
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    long n,
    @Nullable Double own,
    @Nullable Double other,
    @Nullable String detail,
    @Nullable Verdict premise) {

  /** An effect that matters by itself. */
  Effect(
      @Nullable Double value,
      @Nullable Double lower,
      @Nullable Double upper,
      long n,
      @Nullable Double own,
      @Nullable Double other,
      @Nullable String detail) {
    this(value, lower, upper, n, own, other, detail, null);
  }

  /** The same effect, which matters only under a premise. */
  Effect given(Verdict newPremise) {
    return new Effect(value, lower, upper, n, own, other, detail, newPremise);
  }

  /** The verdict on the effect and its premise together. */
  Verdict under(Verdict alone) {
    if (premise == null || premise == Verdict.BREACH || alone == Verdict.OK) {
      return alone;
    }
    return premise;
  }

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
    if (premise == Verdict.INSUFFICIENT) {
      return "whether it matters is not sure: the association may lie on either side of its limit";
    }
    return lower == null || upper == null
        ? "no interval is known"
        : String.format(
            Locale.ROOT, "too few: n = %d, interval %.3g to %.3g straddles", n, lower, upper);
  }
}
