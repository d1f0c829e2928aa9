package io.evenkeel.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the records of a case reach the statistic: in one piece, or in random parts that are
 * summarised apart and merged in random order and grouping.
 */
public final class Split {

  private static final int MOST_PARTS = 7;

  private final @Nullable Random random;

  private Split(@Nullable Random random) {
    this.random = random;
  }

  /** All records in one part. */
  public static Split whole() {
    return new Split(null);
  }

  /** Random parts, some of them possibly empty, the same for the same seed. */
  public static Split random(long seed) {
    return new Split(new Random(seed));
  }

  /** The merged summary of records 0 to {@code records} - 1. */
  public <S> S summarise(int records, Function<int[], S> summarise, BinaryOperator<S> plus) {
    if (random == null) {
      return summarise.apply(IntStream.range(0, records).toArray());
    }
    Random dice = random;
    int parts = 2 + dice.nextInt(MOST_PARTS - 1);
    int[] partOf = IntStream.range(0, records).map(i -> dice.nextInt(parts)).toArray();
    List<S> summaries = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int current = part;
      summaries.add(
          summarise.apply(IntStream.range(0, records).filter(i -> partOf[i] == current).toArray()));
    }
    while (summaries.size() > 1) {
      S left = summaries.remove(dice.nextInt(summaries.size()));
      S right = summaries.remove(dice.nextInt(summaries.size()));
      summaries.add(plus.apply(left, right));
    }
    return summaries.get(0);
  }

  /** Counts whose records were divided at random into several histograms and added again. */
  public long[] counts(long[] counts) {
    if (random == null) {
      return counts;
    }
    long[] rest = counts.clone();
    List<long[]> parts = new ArrayList<>();
    for (int part = 0; part < 1 + random.nextInt(MOST_PARTS); part++) {
      long[] taken = new long[counts.length];
      for (int cell = 0; cell < counts.length; cell++) {
        taken[cell] = rest[cell] == 0 ? 0 : random.nextLong(rest[cell] + 1);
        rest[cell] -= taken[cell];
      }
      parts.add(taken);
    }
    parts.add(rest);
    return summarise(
        parts.size(),
        some -> sum(IntStream.of(some).mapToObj(parts::get).toList(), counts.length),
        (a, b) -> sum(List.of(a, b), counts.length));
  }

  private static long[] sum(List<long[]> histograms, int cells) {
    long[] sum = new long[cells];
    for (long[] histogram : histograms) {
      for (int cell = 0; cell < cells; cell++) {
        sum[cell] = Math.addExact(sum[cell], histogram[cell]);
      }
    }
    return sum;
  }
}
