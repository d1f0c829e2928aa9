package io.evenkeel.statistics;

/**
 * Bins of a probability. Bin i holds edge(i) &lt;= p &lt; edge(i + 1), the last bin is closed, so
 * that 1.0 is counted. Membership is decided by comparing with the edges, never by floor(p bins):
 * 0.29 * 100 is 28.999999999999996.
 */
public final class ProbabilityBins {

  private ProbabilityBins() {}

  /** The lower edge of bin {@code index} of {@code bins} equal bins: the double i / (double) B. */
  public static double edge(int index, int bins) {
    return index / (double) bins;
  }

  /**
   * The bin of {@code probability} among {@code bins} equal bins, 0 to bins - 1.
   *
   * @throws IllegalArgumentException if {@code probability} is NaN or outside [0, 1]
   */
  public static int indexOf(double probability, int bins) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability " + probability);
    }
    int index = Math.min((int) (probability * bins), bins - 1);
    if (probability < edge(index, bins)) {
      return index - 1;
    }
    return index < bins - 1 && probability >= edge(index + 1, bins) ? index + 1 : index;
  }

  /**
   * The bin of {@code value} among given edges, for example quantiles of the reference scores.
   *
   * @param edges increasing, one more than there are bins
   * @throws IllegalArgumentException if {@code value} is NaN or outside the edges
   */
  public static int indexOf(double value, double[] edges) {
    int bins = edges.length - 1;
    if (!(value >= edges[0] && value <= edges[bins])) {
      throw new IllegalArgumentException(
          value + " is outside [" + edges[0] + ", " + edges[bins] + "]");
    }
    int low = 0;
    int high = bins - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (value >= edges[middle]) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
