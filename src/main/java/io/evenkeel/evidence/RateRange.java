package io.evenkeel.evidence;

/**
 * The tolerated values of one rate, with the centre that predictions start from.
 *
 * @param low smallest tolerated rate; 0 when only high rates are bad
 * @param high largest tolerated rate; 1 when only low rates are bad
 * @param centre the expected rate, in [low, high]
 */
public record RateRange(double low, double high, double centre) {
  /** Refuses an empty range, or one outside [0, 1]. */
  public RateRange {
    if (!(0 <= low && low <= centre && centre <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "not a range of rates: " + low + " <= " + centre + " <= " + high);
    }
  }

  /** At most {@code tolerance} above the upper limit of the reference. */
  public static RateRange notAbove(ReferenceRate reference, double tolerance) {
    return new RateRange(0.0, Math.min(1.0, reference.upper() + tolerance), reference.rate());
  }

  /** At most {@code tolerance} below the lower limit of the reference. */
  public static RateRange notBelow(ReferenceRate reference, double tolerance) {
    return new RateRange(Math.max(0.0, reference.lower() - tolerance), 1.0, reference.rate());
  }

  /** Within {@code tolerance} of the limits of the reference, to both sides. */
  public static RateRange around(ReferenceRate reference, double tolerance) {
    return new RateRange(
        Math.max(0.0, reference.lower() - tolerance),
        Math.min(1.0, reference.upper() + tolerance),
        reference.rate());
  }

  /**
   * A mean residual within {@code tolerance} of 0, for residuals r in [-1, 1] that are given as
   * {@code (1 + r) / 2}.
   */
  public static RateRange residual(double tolerance) {
    return new RateRange(0.5 - tolerance / 2, 0.5 + tolerance / 2, 0.5);
  }

  double project(double rate) {
    return Likelihood.clip(rate, low, high);
  }
}
