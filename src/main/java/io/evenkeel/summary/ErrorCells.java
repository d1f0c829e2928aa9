package io.evenkeel.summary;

/**
 * Cells of the histogram of a regression's errors, in units of its {@link Quantity}: one for each
 * of -15 to 15 units, beyond that eight to a doubling on either side, so that the middle of a cell
 * is within 6.25 % of any error in it.
 */
public final class ErrorCells {
  private static final int EXACT = 16;
  private static final int PER_DOUBLING = 8;

  /** Errors reach 2^32 units: doublings from 2^4 on. */
  private static final int MAGNITUDES = EXACT + 29 * PER_DOUBLING;

  /** How many there are. */
  public static final int COUNT = 2 * MAGNITUDES - 1;

  private ErrorCells() {}

  /** The cell of an error of at most 2^32 units. */
  public static int cell(long units) {
    int magnitude = magnitude(Math.abs(units));
    return MAGNITUDES - 1 + (units < 0 ? -magnitude : magnitude);
  }

  private static int magnitude(long units) {
    if (units < EXACT) {
      return (int) units;
    }
    int doubling = 63 - Long.numberOfLeadingZeros(units);
    int part = (int) (units >> (doubling - 3)) & (PER_DOUBLING - 1);
    return EXACT + (doubling - 4) * PER_DOUBLING + part;
  }

  /** The middle of a cell, in units. */
  public static double middle(int cell) {
    int magnitude = Math.abs(cell - (MAGNITUDES - 1));
    double middle = magnitude;
    if (magnitude >= EXACT) {
      int doubling = (magnitude - EXACT) / PER_DOUBLING + 4;
      int part = (magnitude - EXACT) % PER_DOUBLING;
      double width = Math.scalb(1.0, doubling - 3);
      middle = (PER_DOUBLING + part) * width + (width - 1) / 2;
    }
    return cell < MAGNITUDES - 1 ? -middle : middle;
  }
}
