package io.evenkeel.summary;

/**
 * Cells of the label-lag histogram: eight to a doubling from one second up, so that a quantile read
 * from it is within 9 % of the true one. Cell 0 holds everything below a second, and negative lags.
 */
public final class LabelLag {
  private LabelLag() {}

  /** The cell of a lag in milliseconds. */
  public static int cell(long millis) {
    if (millis < 1000) {
      return 0;
    }
    double doublings = Math.log(millis / 1000.0) / Math.log(2);
    return (int) Math.min(SummaryLayout.LAG_CELLS - 1, 1 + (long) (doublings * 8));
  }

  /** The upper end of a cell, in milliseconds. */
  public static long upperEdge(int cell) {
    return Math.round(1000 * Math.pow(2, cell / 8.0));
  }
}
