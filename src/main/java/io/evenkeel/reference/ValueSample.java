package io.evenkeel.reference;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Every number it was given, up to a limit; from there on a uniform random sample of that size
 * (Vitter's algorithm R), with a fixed seed so that the same records in the same order give the
 * same sample.
 */
final class ValueSample {
  private static final long SEED = 0x5DEECE66DL;

  private final int limit;
  private double[] values = new double[64];
  private int kept;
  private long seen;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private final SplittableRandom random = new SplittableRandom(SEED);

  ValueSample(int limit) {
    this.limit = limit;
  }

  /** Adds a finite value. */
  void add(double value) {
    seen++;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (kept < limit) {
      if (kept == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(limit, 2L * kept));
      }
      values[kept++] = value;
      return;
    }
    long place = random.nextLong(seen);
    if (place < limit) {
      values[(int) place] = value;
    }
  }

  /** How many values were given. */
  long seen() {
    return seen;
  }

  /** Whether some values are no longer there. */
  boolean sampled() {
    return seen > kept;
  }

  /** The smallest of all values given, sampled or not. */
  double min() {
    return min;
  }

  /** The largest of all values given, sampled or not. */
  double max() {
    return max;
  }

  /** The values kept, in no order. */
  double[] values() {
    return Arrays.copyOf(values, kept);
  }
}
