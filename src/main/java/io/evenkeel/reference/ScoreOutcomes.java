package io.evenkeel.reference;

import io.evenkeel.profile.Calibrator;
import io.evenkeel.statistics.IsotonicRegression;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often the positive class came true at each distinct score, and the calibrator that follows:
 * the isotonic regression of the outcome on the score, as in NannyML's CBPE.
 *
 * <p>Beyond a million distinct scores, all of them are rounded to multiples of 2^-20.
 */
final class ScoreOutcomes {
  static final int MOST = 1_000_000;
  private static final double GRID = 0x1p20;

  private Map<Double, long[]> counts = new HashMap<>();
  private boolean coarse;

  /** Adds one labelled record; {@code score} in [0, 1]. */
  void add(double score, boolean positive, long weight) {
    count(counts, coarse ? rounded(score) : score + 0.0, weight, positive ? weight : 0);
    if (!coarse && counts.size() > MOST) {
      coarse = true;
      Map<Double, long[]> fewer = new HashMap<>();
      counts.forEach((at, count) -> count(fewer, rounded(at), count[0], count[1]));
      counts = fewer;
    }
  }

  private static double rounded(double score) {
    return Math.rint(score * GRID) / GRID;
  }

  private static void count(Map<Double, long[]> into, double at, long n, long positives) {
    long[] count = into.computeIfAbsent(at, score -> new long[2]);
    count[0] += n;
    count[1] += positives;
  }

  /** The calibrator, or nothing when not both outcomes were seen. */
  Optional<Calibrator> calibrator() {
    double[] scores = counts.keySet().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    long n = 0;
    long positives = 0;
    for (long[] count : counts.values()) {
      n += count[0];
      positives += count[1];
    }
    if (positives == 0 || positives == n) {
      return Optional.empty();
    }
    return Optional.of(knots(scores));
  }

  private Calibrator knots(double[] scores) {
    double[] shares = new double[scores.length];
    double[] weights = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      long[] count = counts.getOrDefault(scores[i], new long[2]);
      weights[i] = count[0];
      shares[i] = count[1] / (double) count[0];
    }
    IsotonicRegression fit = IsotonicRegression.fit(scores, shares, weights);
    // A mean of shares can miss 1 by a rounding error.
    double[] probabilities = Arrays.stream(fit.values()).map(p -> Math.min(1, p)).toArray();
    return Calibrator.of(fit.knots(), probabilities);
  }
}
