package io.evenkeel.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * ADWIN (Bifet and Gavalda 2007) with MOA's semantics: the longest recent window whose mean is not
 * contradicted by its own older part, in O(log width) buckets. An immutable value: {@link #next}
 * gives the state after one more value.
 *
 * <p>Needs values in order, so it cannot be merged over partitions. Every 32nd value, once the
 * window is longer than 10, it drops the oldest bucket while some cut into older and newer part
 * (both longer than 6) has means that differ by more than sqrt(2 m v l) + 2/3 l m, l = ln(2
 * ln(width) / delta), m = 1/(n0 - 4) + 1/(n1 - 4), v = variance of the window.
 *
 * @param delta confidence, for example 0.002
 * @param count values seen since the start
 * @param width values in the window
 * @param total their sum
 * @param squaredDeviations sum of squared deviations from their mean
 * @param buckets the window, oldest first, sizes decreasing powers of two, at most five of each
 * @param changed whether the last value shrank the window
 */
public record Adwin(
    double delta,
    long count,
    long width,
    double total,
    double squaredDeviations,
    List<Bucket> buckets,
    boolean changed) {

  private static final int MOST_OF_A_SIZE = 5;
  private static final int CLOCK = 32;
  private static final int SHORTEST_WINDOW = 10;
  private static final int SHORTEST_PART = 5;

  /** Neighbouring values kept as their number, sum and sum of squared deviations. */
  public record Bucket(long size, double total, double squaredDeviations) {

    private Bucket plus(Bucket newer) {
      double difference = total / size - newer.total / newer.size;
      double between =
          (double) size * newer.size * difference * difference / ((double) size + newer.size);
      return new Bucket(
          size + newer.size,
          total + newer.total,
          squaredDeviations + newer.squaredDeviations + between);
    }
  }

  public Adwin {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("delta " + delta + " is not in (0, 1)");
    }
    buckets = List.copyOf(buckets);
  }

  /** The state before the first value. */
  public static Adwin start(double delta) {
    return new Adwin(delta, 0, 0, 0, 0, List.of(), false);
  }

  /** Mean of the window: the current level; undefined before the first value. */
  public OptionalDouble mean() {
    return width == 0 ? OptionalDouble.empty() : OptionalDouble.of(total / width);
  }

  /** The state after {@code value}. */
  public Adwin next(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value " + value);
    }
    List<Bucket> window = new ArrayList<>(buckets);
    window.add(new Bucket(1, value, 0));
    compress(window);
    double deviation = width == 0 ? 0 : value - total / width;
    double squares =
        width == 0 ? 0 : squaredDeviations + width * deviation * deviation / (width + 1.0);
    Adwin grown = new Adwin(delta, count + 1, width + 1, total + value, squares, window, false);
    return grown.count % CLOCK == 0 && grown.width > SHORTEST_WINDOW ? grown.shrunk() : grown;
  }

  private static void compress(List<Bucket> window) {
    int end = window.size();
    while (end > MOST_OF_A_SIZE) {
      int first = end - MOST_OF_A_SIZE - 1;
      if (window.get(first).size() != window.get(end - 1).size()) {
        return;
      }
      window.set(first, window.get(first).plus(window.remove(first + 1)));
      end = first + 1;
    }
  }

  private Adwin shrunk() {
    Adwin window = this;
    while (window.contradictsItself()) {
      window = window.withoutOldest();
    }
    return window;
  }

  private boolean contradictsItself() {
    double older = 0;
    double olderTotal = 0;
    double newer = width;
    double newerTotal = total;
    for (Bucket bucket : buckets.subList(0, Math.max(0, buckets.size() - 1))) {
      older += bucket.size();
      newer -= bucket.size();
      olderTotal += bucket.total();
      newerTotal -= bucket.total();
      if (older > SHORTEST_PART + 1
          && newer > SHORTEST_PART + 1
          && Math.abs(olderTotal / older - newerTotal / newer) > bound(older, newer)) {
        return true;
      }
    }
    return false;
  }

  private double bound(double older, double newer) {
    double log = Math.log(2 * Math.log((double) width) / delta);
    double m = 1 / (older - SHORTEST_PART + 1) + 1 / (newer - SHORTEST_PART + 1);
    return Math.sqrt(2 * m * (squaredDeviations / width) * log) + 2.0 / 3 * log * m;
  }

  private Adwin withoutOldest() {
    Bucket oldest = buckets.get(0);
    long rest = width - oldest.size();
    double restTotal = total - oldest.total();
    double difference = oldest.total() / oldest.size() - restTotal / rest;
    double between = oldest.size() * (double) rest * difference * difference / width;
    return new Adwin(
        delta,
        count,
        rest,
        restTotal,
        squaredDeviations - oldest.squaredDeviations() - between,
        buckets.subList(1, buckets.size()),
        true);
  }
}
