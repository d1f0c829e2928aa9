package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * The largest absolute difference of a cell's share, max |p - q|, 0 to 1 (NannyML's L-infinity
 * distance); undefined when either side is empty.
 */
public final class LInfinity {

  private LInfinity() {}

  /** The distance of the current from the reference shares. */
  public static OptionalDouble of(long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    if (pair.oneSideIsEmpty()) {
      return OptionalDouble.empty();
    }
    double largest = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      largest = Math.max(largest, Math.abs(pair.currentShare(cell) - pair.referenceShare(cell)));
    }
    return OptionalDouble.of(largest);
  }
}
