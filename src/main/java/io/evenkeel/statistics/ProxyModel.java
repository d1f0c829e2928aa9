package io.evenkeel.statistics;

/**
 * P(attribute = u | proxy cell z) learned from records that have the attribute, smoothed towards
 * its overall share pi_u: (c_uz + 5 pi_u) / (c_z + 5). A cell never seen gives pi_u.
 */
public final class ProxyModel {

  private static final double PRIOR_RECORDS = 5;

  private final long[][] counts;
  private final long[] cellTotals;
  private final double[] shares;

  private ProxyModel(long[][] counts, long[] cellTotals, double[] shares) {
    this.counts = counts;
    this.cellTotals = cellTotals;
    this.shares = shares;
  }

  /**
   * Learns from counts.
   *
   * @param counts {@code counts[cell][u]}, at least one record in all
   */
  public static ProxyModel of(long[][] counts) {
    int groups = counts.length == 0 ? 0 : counts[0].length;
    long[][] copy = new long[counts.length][];
    long[] cellTotals = new long[counts.length];
    double[] shares = new double[groups];
    double all = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      copy[cell] = counts[cell].clone();
      for (int u = 0; u < groups; u++) {
        if (copy[cell][u] < 0) {
          throw new IllegalArgumentException("negative count " + copy[cell][u]);
        }
        cellTotals[cell] = Math.addExact(cellTotals[cell], copy[cell][u]);
        shares[u] += copy[cell][u];
      }
      all += cellTotals[cell];
    }
    if (!(all > 0)) {
      throw new IllegalArgumentException("no records to learn from");
    }
    for (int u = 0; u < groups; u++) {
      shares[u] /= all;
    }
    return new ProxyModel(copy, cellTotals, shares);
  }

  /** P(attribute = {@code group} | {@code cell}); a cell outside the table was never seen. */
  public double probability(int cell, int group) {
    if (cell < 0 || cell >= counts.length) {
      return shares[group];
    }
    return (counts[cell][group] + PRIOR_RECORDS * shares[group])
        / (cellTotals[cell] + PRIOR_RECORDS);
  }
}
