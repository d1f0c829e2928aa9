package io.evenkeel.summary;

/**
 * Equal-width bins of a probability: {@code [i/B, (i+1)/B)}, the last one closed.
 *
 * <p>The bin is decided by comparing with the edges {@code i / (double) B}, so that a value on an
 * edge belongs to the bin that the edge opens.
 */
public final class ScoreBins {
  private ScoreBins() {}

  /** The bin of {@code p} in [0, 1] among {@code bins}. */
  public static int bin(double p, int bins) {
    int bin = Math.min(bins - 1, (int) (p * bins));
    while (bin > 0 && p < bin / (double) bins) {
      bin--;
    }
    while (bin < bins - 1 && p >= (bin + 1) / (double) bins) {
      bin++;
    }
    return bin;
  }
}
