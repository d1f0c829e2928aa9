package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Jensen-Shannon divergence of two histograms (Lin 1991) and its square root, the distance (Endres
 * and Schindelin 2003). With a = (p + q) / 2 the divergence is (KL(p || a) + KL(q || a)) / 2. All
 * are 0 when the shares are equal and undefined when either side is empty.
 *
 * <p>Tools differ in what they call by this name: the divergence here is in nats (0 to ln 2), the
 * metric {@code jensen_shannon_distance} is {@link #distanceBase2} (0 to 1).
 */
public final class JensenShannon {

  private static final double LN_2 = Math.log(2);

  private JensenShannon() {}

  /** The divergence in nats, 0 to ln 2. */
  public static OptionalDouble divergence(long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    if (pair.oneSideIsEmpty()) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      double p = pair.currentShare(cell);
      double q = pair.referenceShare(cell);
      double average = (p + q) / 2;
      sum += KullbackLeibler.term(p, average) + KullbackLeibler.term(q, average);
    }
    return OptionalDouble.of(Math.max(0, sum / 2));
  }

  /** The square root of the divergence in nats, 0 to sqrt(ln 2) (SciPy's default). */
  public static OptionalDouble distance(long[] reference, long[] current) {
    OptionalDouble divergence = divergence(reference, current);
    return divergence.isEmpty()
        ? divergence
        : OptionalDouble.of(Math.sqrt(divergence.getAsDouble()));
  }

  /** The square root of the divergence in bits, 0 to 1 (NannyML's convention). */
  public static OptionalDouble distanceBase2(long[] reference, long[] current) {
    OptionalDouble divergence = divergence(reference, current);
    return divergence.isEmpty()
        ? divergence
        : OptionalDouble.of(Math.sqrt(divergence.getAsDouble() / LN_2));
  }
}
