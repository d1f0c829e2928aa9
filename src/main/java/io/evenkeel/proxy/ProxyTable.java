package io.evenkeel.proxy;

import io.evenkeel.summary.SliceSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Records by the cells of a feature and the groups of an attribute, and the outcomes of everybody
 * by cell. Immutable; tables of the same feature and groups add up as their {@link #sums} do.
 *
 * <p>Sampling weights say nothing about certainty: counts are scaled back to records. Records
 * without a value of the feature or the attribute do not count.
 */
public final class ProxyTable {
  private final List<String> groups;
  private final int cells;
  private final double[] sums;

  private ProxyTable(List<String> groups, int cells, double[] sums) {
    this.groups = groups;
    this.cells = cells;
    this.sums = sums;
  }

  /**
   * The table of a window.
   *
   * @param groups the groups by their slice names
   * @param slices summaries by slice name; a group that is not there has no records
   * @param everybody the summary of all records
   */
  public static ProxyTable read(
      ProxyFeature feature,
      List<String> groups,
      Map<String, SliceSummary> slices,
      SliceSummary everybody) {
    int cells = feature.cells();
    double[] sums = new double[cells * (groups.size() + 2) + 1];
    double scale =
        everybody.rows() > 0 && everybody.rows() < everybody.n()
            ? (double) everybody.rows() / everybody.n()
            : 1;
    for (int group = 0; group < groups.size(); group++) {
      SliceSummary summary = slices.get(groups.get(group));
      if (summary != null) {
        long[] counts = feature.counts(summary);
        for (int cell = 0; cell < cells; cell++) {
          sums[cell * groups.size() + group] = counts[cell] * scale;
        }
      }
    }
    if (everybody.keepsOutcomes()) {
      int at = cells * groups.size();
      long[] counts = feature.counts(everybody);
      long[] without = feature.withoutOutcome(everybody);
      long[] good = feature.favourable(everybody);
      for (int cell = 0; cell < cells; cell++) {
        sums[at + cell] = (counts[cell] - without[cell]) * scale;
        sums[at + cells + cell] = good[cell] * scale;
      }
      sums[at + 2 * cells] = everybody.outcomeSquareSum() * scale;
    }
    return of(feature, groups, sums);
  }

  /** The table that {@link #sums} came from, or that sums of several add up to. */
  public static ProxyTable of(ProxyFeature feature, List<String> groups, double[] sums) {
    int cells = feature.cells();
    if (sums.length != cells * (groups.size() + 2) + 1) {
      throw new IllegalArgumentException(
          sums.length + " sums for " + cells + " cells of " + groups.size() + " groups");
    }
    double[] kept = sums.clone();
    for (int cell = 0; cell < cells; cell++) {
      if (feature.isMissing(cell)) {
        Arrays.fill(kept, cell * groups.size(), (cell + 1) * groups.size(), 0);
        kept[cells * groups.size() + cell] = 0;
        kept[cells * (groups.size() + 1) + cell] = 0;
      }
    }
    return new ProxyTable(List.copyOf(groups), cells, kept);
  }

  /** Counts by cell and group, then outcomes known, favourable ones, and the sum of squares. */
  public double[] sums() {
    return sums.clone();
  }

  public List<String> groups() {
    return groups;
  }

  /** Whole records, {@code [cell][group]}. */
  public long[][] counts() {
    long[][] counts = new long[cells][groups.size()];
    for (int cell = 0; cell < cells; cell++) {
      for (int group = 0; group < groups.size(); group++) {
        counts[cell][group] = Math.max(0, Math.round(sums[cell * groups.size() + group]));
      }
    }
    return counts;
  }

  /** Records with an outcome by cell. */
  double[] judged() {
    int at = cells * groups.size();
    return Arrays.copyOfRange(sums, at, at + cells);
  }

  /** Favourable ones of these by cell; of a regression the sum of their numbers, in units. */
  double[] favourable() {
    int at = cells * (groups.size() + 1);
    return Arrays.copyOfRange(sums, at, at + cells);
  }

  /** Sum of squared numbers of a regression, in units squared. */
  double squares() {
    return sums[sums.length - 1];
  }
}
