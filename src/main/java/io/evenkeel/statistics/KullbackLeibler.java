package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Kullback-Leibler divergence of the current from the reference shares in nats: sum of p ln(p / q),
 * 0 ln 0 = 0. At least 0; plus infinity when a current record lies in a cell without reference
 * records; undefined when either side is empty.
 */
public final class KullbackLeibler {

  private KullbackLeibler() {}

  /** KL(current || reference). */
  public static OptionalDouble of(long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    if (pair.oneSideIsEmpty()) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      sum += term(pair.currentShare(cell), pair.referenceShare(cell));
    }
    return OptionalDouble.of(Math.max(0, sum));
  }

  /**
   * KL of a yes/no variable with rate {@code current} from one with rate {@code reference}, both in
   * [0, 1]; infinite when only the reference excludes an outcome.
   */
  public static double ofRates(double reference, double current) {
    return Math.max(0, term(current, reference) + term(1 - current, 1 - reference));
  }

  /** One cell's p ln(p / q), with 0 ln 0 = 0. */
  static double term(double p, double q) {
    return p == 0 ? 0 : p * Math.log(p / q);
  }
}
