package io.evenkeel.proxy;

import io.evenkeel.monitor.AssociationLimits;
import io.evenkeel.statistics.Association;
import io.evenkeel.statistics.AssociationEstimate;
import io.evenkeel.summary.Quantity;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a table shows of a feature as a proxy.
 *
 * @param n records with a value of both
 * @param needed records that it takes to say anything
 * @param plain the association, null when fewer than two values of either occur
 * @param estimate corrected and with intervals, null when the plain one is, or the records are too
 *     few for a correction
 * @param leaning the values that stand for a group and the gap along them, null without outcomes
 */
public record ProxyFinding(
    long n,
    long needed,
    @Nullable Association plain,
    @Nullable AssociationEstimate estimate,
    @Nullable Leaning leaning) {
  /** Intervals are at level 1 - this. */
  public static final double ALPHA = 0.05;

  private static final String SHORT = "insufficient: ";

  /** Records per cell of the table that it takes. */
  private static final long NEEDS_PER_CELL = 10;

  /** Crossed features have many small cells: those with fewer records than this count as one. */
  private static final long SMALL_CROSS = 30;

  /**
   * The finding.
   *
   * @param smallest no value is named with fewer members of a group, or fewer others
   * @param values unit of a regression's numbers, null for classes
   */
  public static ProxyFinding of(
      ProxyFeature feature,
      ProxyTable table,
      AssociationLimits limits,
      long smallest,
      @Nullable Quantity values) {
    long[][] counts = pooled(feature, table.counts());
    return new ProxyFinding(
        total(counts),
        needed(counts, limits),
        Association.of(counts).orElse(null),
        AssociationEstimate.of(counts, ALPHA).orElse(null),
        new Leanings(feature, table, values).surest(limits, smallest, ALPHA).orElse(null));
  }

  /** How often over a table has the records that it takes to say anything. */
  public static double fullness(ProxyFeature feature, ProxyTable table, AssociationLimits limits) {
    long[][] counts = pooled(feature, table.counts());
    return (double) total(counts) / needed(counts, limits);
  }

  private static long total(long[][] counts) {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  private static long needed(long[][] counts, AssociationLimits limits) {
    long rows = Arrays.stream(counts).filter(row -> Arrays.stream(row).sum() > 0).count();
    long columns =
        IntStream.range(0, counts[0].length)
            .filter(j -> Arrays.stream(counts).anyMatch(row -> row[j] > 0))
            .count();
    return Math.max(limits.minRecords(), NEEDS_PER_CELL * rows * columns);
  }

  private static long[][] pooled(ProxyFeature feature, long[][] counts) {
    if (!feature.isCrossed()) {
      return counts;
    }
    long[][] pooled = new long[counts.length + 1][counts[0].length];
    for (int cell = 0; cell < counts.length; cell++) {
      int to = Arrays.stream(counts[cell]).sum() < SMALL_CROSS ? counts.length : cell;
      for (int group = 0; group < counts[cell].length; group++) {
        pooled[to][group] += counts[cell][group];
      }
    }
    return pooled;
  }

  /** Whether there are enough records to say anything. */
  public boolean isEnough() {
    return n >= needed;
  }

  /** Whether a remark says that records are missing. */
  public static boolean isShortage(@Nullable String remark) {
    return remark != null && remark.startsWith(SHORT);
  }

  /** What is missing, in words. */
  public String shortage() {
    return SHORT + n + " records of the " + needed + " it takes";
  }
}
