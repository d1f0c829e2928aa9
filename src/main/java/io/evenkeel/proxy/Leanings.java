package io.evenkeel.proxy;

import io.evenkeel.monitor.AssociationLimits;
import io.evenkeel.statistics.Association;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.NewcombeInterval;
import io.evenkeel.statistics.NormalInterval;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds which values of a feature lean to which group, and the outcome gap along them. */
final class Leanings {
  /** Values that are named. */
  private static final int NAMED = 3;

  /** Records that a value needs to be named, where some have them. */
  private static final long ENOUGH = 30;

  private final ProxyFeature feature;
  private final ProxyTable table;
  private final long[][] counts;
  private final long[] cells;
  private final long[] groups;
  private final long n;
  private final @Nullable Quantity values;

  Leanings(ProxyFeature feature, ProxyTable table, @Nullable Quantity values) {
    this.feature = feature;
    this.table = table;
    this.values = values;
    this.counts = table.counts();
    this.cells = Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
    this.groups = new long[table.groups().size()];
    for (long[] row : counts) {
      for (int group = 0; group < groups.length; group++) {
        groups[group] += row[group];
      }
    }
    this.n = Arrays.stream(groups).sum();
  }

  /**
   * The group whose gap is the surest, among those that the feature reveals: every group that alone
   * passes a limit, and the one it tells the most of. Their intervals share the error alpha.
   *
   * @param smallest no value is named with fewer members or fewer others
   */
  Optional<Leaning> surest(AssociationLimits limits, long smallest, double alpha) {
    List<Integer> revealed = revealed(limits);
    // Two groups that divide everybody lean to opposite values: that is one gap.
    boolean opposite = Arrays.stream(groups).filter(members -> members > 0).count() == 2;
    double each = opposite ? alpha : alpha / Math.max(1, revealed.size());
    return revealed.stream()
        .flatMap(group -> leaning(group, smallest, each).stream())
        .max(
            Comparator.comparingDouble(Leaning::certainty)
                .thenComparing(Leaning::group, Comparator.reverseOrder()));
  }

  private List<Integer> revealed(AssociationLimits limits) {
    List<Integer> revealed = new ArrayList<>();
    int most = -1;
    double told = -1;
    for (int group = 0; group < groups.length; group++) {
      Association alone = againstOthers(group);
      if (alone == null) {
        continue;
      }
      Double v = alone.correctedCramersV();
      if ((v != null && v >= limits.cramersV()) || alone.theilsUOfMeta() >= limits.uncertainty()) {
        revealed.add(group);
      }
      if (alone.mutualInformation() > told) {
        told = alone.mutualInformation();
        most = group;
      }
    }
    if (most >= 0 && !revealed.contains(most)) {
      revealed.add(most);
    }
    return revealed;
  }

  private @Nullable Association againstOthers(int group) {
    long[][] two = new long[counts.length][];
    for (int cell = 0; cell < counts.length; cell++) {
      two[cell] = new long[] {counts[cell][group], cells[cell] - counts[cell][group]};
    }
    return Association.of(two).orElse(null);
  }

  private Optional<Leaning> leaning(int group, long smallest, double alpha) {
    boolean[] leans = new boolean[cells.length];
    for (int cell = 0; cell < cells.length; cell++) {
      leans[cell] = (double) counts[cell][group] * n > (double) cells[cell] * groups[group];
    }
    Side inside = side(leans, true);
    Side outside = side(leans, false);
    if (!(inside.judged() > 0 && outside.judged() > 0)) {
      return Optional.empty();
    }
    List<Integer> named = named(group, leans, smallest);
    long members = named.stream().mapToLong(cell -> counts[cell][group]).sum();
    long all = named.stream().mapToLong(cell -> cells[cell]).sum();
    return gap(inside, outside, alpha)
        .map(
            gap ->
                new Leaning(
                    table.groups().get(group),
                    named.stream().map(feature::cellName).toList(),
                    all == 0 ? 0 : (double) members / all,
                    (double) groups[group] / n,
                    natural(inside.mean()),
                    natural(outside.mean()),
                    gap.value(),
                    gap.interval()));
  }

  private List<Integer> named(int group, boolean[] leans, long smallest) {
    List<Integer> fit =
        IntStream.range(0, cells.length)
            .filter(cell -> leans[cell] && counts[cell][group] > 0)
            .filter(cell -> smallest <= 1 || counts[cell][group] >= smallest)
            .filter(cell -> smallest <= 1 || cells[cell] - counts[cell][group] >= smallest)
            .boxed()
            .toList();
    List<Integer> firm = fit.stream().filter(cell -> cells[cell] >= ENOUGH).toList();
    Comparator<Integer> byLift =
        Comparator.comparingDouble(cell -> -(double) counts[cell][group] / cells[cell]);
    return (firm.isEmpty() ? fit : firm)
        .stream().sorted(byLift.thenComparing(Comparator.naturalOrder())).limit(NAMED).toList();
  }

  /** Outcomes in some of the values. */
  private record Side(double judged, double favourable) {
    double mean() {
      return favourable / judged;
    }

    Proportion proportion() {
      long trials = Math.round(judged);
      return new Proportion(Math.max(0, Math.min(trials, Math.round(favourable))), trials);
    }
  }

  private Side side(boolean[] leans, boolean inside) {
    double[] judged = table.judged();
    double[] favourable = table.favourable();
    double records = 0;
    double good = 0;
    for (int cell = 0; cell < leans.length; cell++) {
      if (leans[cell] == inside && cells[cell] > 0) {
        records += judged[cell];
        good += favourable[cell];
      }
    }
    return new Side(records, good);
  }

  private record Gap(double value, Interval interval) {}

  private Optional<Gap> gap(Side inside, Side outside, double alpha) {
    if (values == null) {
      return NewcombeInterval.of(inside.proportion(), outside.proportion(), alpha)
          .map(interval -> new Gap(inside.mean() - outside.mean(), interval));
    }
    double all = inside.judged() + outside.judged();
    double mean = (inside.favourable() + outside.favourable()) / all;
    double variance = table.squares() / all - mean * mean;
    if (!(variance > 0)) {
      return Optional.empty();
    }
    double d = (inside.mean() - outside.mean()) / Math.sqrt(variance);
    // The large-sample variance of a standardised difference (Hedges and Olkin 1985).
    double error = Math.sqrt(1 / inside.judged() + 1 / outside.judged() + d * d / (2 * all));
    return Optional.of(new Gap(d, NormalInterval.around(d, error, alpha)));
  }

  private double natural(double mean) {
    return values == null ? mean : values.fromUnits(mean);
  }
}
