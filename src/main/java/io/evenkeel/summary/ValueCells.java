package io.evenkeel.summary;

/**
 * Cells of the histogram of a regression's predictions, in units of its {@link Quantity}: {@value
 * #INNER} of equal width from the reference's smallest number to beyond its largest, one below and
 * one above. A quantile read from it is off by less than a thirty-second of the reference's range.
 */
public final class ValueCells {
  /** A range is 2^20 to 2^21 units. */
  private static final int SHIFT = 15;

  private static final int INNER = 64;

  /** How many there are. */
  public static final int COUNT = INNER + 2;

  private ValueCells() {}

  /** The cell of a number of units. */
  public static int cell(long units) {
    return (int) Math.max(0, Math.min(COUNT - 1, (units >> SHIFT) + 1));
  }

  /** The lower end of a cell, in units; minus infinity for the first. */
  public static double lowerEdge(int cell) {
    return cell == 0 ? Double.NEGATIVE_INFINITY : (cell - 1) * (double) (1 << SHIFT);
  }
}
