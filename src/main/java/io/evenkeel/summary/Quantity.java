package io.evenkeel.summary;

/**
 * A fixed-point scale for unbounded numbers: units of {@code unit} from {@code centre}.
 *
 * <p>Frozen with the profile, so that sums of it are comparable and exact. Numbers beyond {@value
 * #LIMIT} units are clipped.
 *
 * @param centre the value that is 0 units
 * @param unit the size of one unit, above 0
 */
public record Quantity(double centre, double unit) {
  /** Largest magnitude in units: its square fits a long. */
  public static final long LIMIT = 1L << 31;

  /** Units of 2^-10 from zero: for numbers about which nothing is known. */
  public static final Quantity UNKNOWN = new Quantity(0, 0x1p-10);

  public Quantity {
    if (!(unit > 0) || !Double.isFinite(unit) || !Double.isFinite(centre)) {
      throw new IllegalArgumentException(
          "quantity needs a finite centre and unit, got " + centre + ", " + unit);
    }
  }

  /**
   * The scale for values that spread over {@code [min, max]}: a power of two below the 2^-20 part
   * of the range.
   */
  public static Quantity ofRange(double min, double max) {
    double range = max - min;
    if (!(range > 0) || !Double.isFinite(range)) {
      range = Math.max(1, Math.abs(min));
    }
    int exponent = Math.max(-1000, Math.min(1000, Math.getExponent(range) - 20));
    return new Quantity(min, Math.scalb(1.0, exponent));
  }

  /** Whether {@code value} is too far out to be summed. */
  public boolean clips(double value) {
    return !(Math.abs((value - centre) / unit) <= LIMIT);
  }

  /** Nearest number of units, clipped to the limit. */
  public long toUnits(double value) {
    double units = Math.rint((value - centre) / unit);
    return (long) Math.max(-LIMIT, Math.min(LIMIT, units));
  }

  /** The value of a number of units. */
  public double fromUnits(double units) {
    return centre + unit * units;
  }
}
