package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * Inequality of the benefit b = 1 + prediction - truth over individuals (Speicher et al. 2018): a
 * false positive gets 2, a right prediction 1, a false negative 0. 0 = all benefit alike. Undefined
 * without records, and when every record is a false negative (mean benefit 0).
 */
public final class GeneralizedEntropy {

  private GeneralizedEntropy() {}

  /** Generalised entropy of order 2: mean((b / mean b)^2 - 1) / 2, half the squared variation. */
  public static OptionalDouble orderTwo(BinaryConfusion confusion) {
    double n = confusion.n();
    double mean = meanBenefit(confusion);
    if (!(mean > 0)) {
      return OptionalDouble.empty();
    }
    double right = ((double) confusion.tp() + confusion.tn()) / n;
    double meanSquare = 4 * (confusion.fp() / n) + right;
    return OptionalDouble.of(Math.max(0, (meanSquare / (mean * mean) - 1) / 2));
  }

  /** Theil's index (order 1): mean((b / mean b) ln(b / mean b)), 0 ln 0 = 0. */
  public static OptionalDouble theil(BinaryConfusion confusion) {
    double n = confusion.n();
    double mean = meanBenefit(confusion);
    if (!(mean > 0)) {
      return OptionalDouble.empty();
    }
    double right = ((double) confusion.tp() + confusion.tn()) / n;
    double sum = right * Math.log(1 / mean) / mean;
    double twice = confusion.fp() / n * (2 / mean) * Math.log(2 / mean);
    return OptionalDouble.of(Math.max(0, sum + twice));
  }

  private static double meanBenefit(BinaryConfusion confusion) {
    double sum = 2.0 * confusion.fp() + confusion.tp() + confusion.tn();
    return sum / confusion.n();
  }
}
