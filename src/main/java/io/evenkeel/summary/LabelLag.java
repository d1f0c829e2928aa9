package io.evenkeel.summary;

import java.util.Arrays;

/**
 * Cells of the label-lag histogram: eight to a doubling from one second up, so that a quantile read
 * from it is within 9 % of the true one. Cell 0 holds everything below a second, and negative lags.
 */
public final class LabelLag {
  /** Upper end of each cell but the last; strict mathematics, the same on every machine. */
  private static final long[] EDGES = new long[SummaryLayout.LAG_CELLS];

  static {
    for (int cell = 0; cell < EDGES.length; cell++) {
      EDGES[cell] = Math.round(1000 * StrictMath.pow(2, cell / 8.0));
    }
  }

  private LabelLag() {}

  /** The cell of a lag in milliseconds. */
  public static int cell(long millis) {
    int at = Arrays.binarySearch(EDGES, millis);
    return Math.min(SummaryLayout.LAG_CELLS - 1, at >= 0 ? at + 1 : -at - 1);
  }

  /** The upper end of a cell, in milliseconds; values on it belong to the next cell. */
  public static long upperEdge(int cell) {
    return EDGES[cell];
  }
}
