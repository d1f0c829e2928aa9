package io.evenkeel.reference;

import io.evenkeel.profile.Calibrator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often the positive class came true at each distinct score, and the calibrator that follows:
 * the isotonic regression of the outcome on the score by pooling adjacent violators (Ayer et al.
 * 1955), as in NannyML's CBPE.
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
    // Blocks of neighbouring scores that share one probability, as a stack.
    int[] start = new int[scores.length];
    long[] n = new long[scores.length];
    long[] positives = new long[scores.length];
    int blocks = 0;
    for (int i = 0; i < scores.length; i++) {
      long[] count = counts.getOrDefault(scores[i], new long[2]);
      start[blocks] = i;
      n[blocks] = count[0];
      positives[blocks] = count[1];
      blocks++;
      while (blocks > 1 && notIncreasing(n, positives, blocks - 2)) {
        n[blocks - 2] += n[blocks - 1];
        positives[blocks - 2] += positives[blocks - 1];
        blocks--;
      }
    }
    double[] at = new double[2 * blocks];
    double[] probability = new double[2 * blocks];
    int knots = 0;
    for (int b = 0; b < blocks; b++) {
      int last = b + 1 < blocks ? start[b + 1] - 1 : scores.length - 1;
      double share = positives[b] / (double) n[b];
      at[knots] = scores[start[b]];
      probability[knots++] = share;
      if (last > start[b]) {
        at[knots] = scores[last];
        probability[knots++] = share;
      }
    }
    return Calibrator.of(Arrays.copyOf(at, knots), Arrays.copyOf(probability, knots));
  }

  private static boolean notIncreasing(long[] n, long[] positives, int block) {
    return positives[block] / (double) n[block] >= positives[block + 1] / (double) n[block + 1];
  }
}
