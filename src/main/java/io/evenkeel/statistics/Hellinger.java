package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Hellinger distance sqrt(1/2 sum (sqrt p - sqrt q)^2), 0 (equal shares) to 1 (no common cell);
 * undefined when either side is empty.
 */
public final class Hellinger {

  private Hellinger() {}

  /** The distance of the current from the reference shares. */
  public static OptionalDouble of(long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    if (pair.oneSideIsEmpty()) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      double difference = Math.sqrt(pair.currentShare(cell)) - Math.sqrt(pair.referenceShare(cell));
      sum += difference * difference;
    }
    return OptionalDouble.of(Math.min(1, Math.sqrt(sum / 2)));
  }
}
