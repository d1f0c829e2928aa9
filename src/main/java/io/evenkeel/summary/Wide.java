package io.evenkeel.summary;

/**
 * 128-bit integers in two neighbouring longs, high half first: the sums that a long could overflow.
 *
 * <p>Addition is exact, so any order of adding and merging gives the same bits.
 */
public final class Wide {
  /** Fractional bits of probabilities and of their products. */
  public static final int FRACTION_BITS = 60;

  private static final double UNIT = 0x1p-60;
  private static final double SCALE = 0x1p60;

  private Wide() {}

  /** Adds a long. */
  static void add(long[] sums, int at, long value) {
    add(sums, at, value >> 63, value);
  }

  /** Adds 128 bits. */
  static void add(long[] sums, int at, long high, long low) {
    long old = sums[at + 1];
    long sum = old + low;
    sums[at + 1] = sum;
    sums[at] += high + (Long.compareUnsigned(sum, old) < 0 ? 1 : 0);
  }

  /** Adds {@code value * factor}, exactly. */
  static void addProduct(long[] sums, int at, long value, long factor) {
    add(sums, at, Math.multiplyHigh(value, factor), value * factor);
  }

  /** A fraction of magnitude below 8 in the unit 2^-60, rounded to nearest. */
  static long fraction(double value) {
    return Math.round(value * SCALE);
  }

  /** A magnitude below 8192 in the unit 2^-50, rounded to nearest: for log losses. */
  static long coarseFraction(double value) {
    return Math.round(value * 0x1p50);
  }

  /** The value of 128 bits as a double, in units of 2^-50. */
  static double coarseFractionValue(long high, long low) {
    return integer(high, low) * 0x1p-50;
  }

  /** The value of 128 bits as a double, in units of 1. */
  static double integer(long high, long low) {
    double unsignedLow = (low >>> 1) * 2.0 + (low & 1);
    if (high == (low >> 63)) {
      return low;
    }
    return high * 0x1p64 + unsignedLow;
  }

  /** The value of 128 bits as a double, in units of 2^-60. */
  static double fractionValue(long high, long low) {
    return integer(high, low) * UNIT;
  }
}
