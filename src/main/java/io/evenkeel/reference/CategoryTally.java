package io.evenkeel.reference;

import io.evenkeel.profile.CategoryCells;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How often each category of one feature occurs. */
final class CategoryTally {
  /** Different categories that are remembered; later ones count as never seen. */
  static final int MOST = 250_000;

  private static final class Count {
    private final String name;
    private long rows;
    private long weight;

    Count(String name) {
      this.name = name;
    }
  }

  private final Map<String, Count> counts = new HashMap<>();
  private boolean overfull;

  /** Adds one record with this category. */
  void add(String name, long weight) {
    Count count = counts.get(name);
    if (count == null) {
      if (counts.size() >= MOST) {
        overfull = true;
        return;
      }
      count = new Count(name);
      counts.put(name, count);
    }
    count.rows++;
    count.weight += weight;
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Whether some categories were not remembered. */
  boolean overfull() {
    return overfull;
  }

  /** The largest categories get cells of their own; of equal ones the first by name. */
  CategoryCells cells(String feature) {
    List<Count> ranked =
        counts.values().stream()
            .sorted(
                Comparator.comparingLong((Count c) -> -c.weight).thenComparing((Count c) -> c.name))
            .toList();
    int own = Math.min(CategoryCells.LARGEST, ranked.size());
    List<String> largest = ranked.subList(0, own).stream().map(c -> c.name).toList();
    Set<String> rare =
        ranked.subList(own, ranked.size()).stream().map(c -> c.name).collect(Collectors.toSet());
    return CategoryCells.of(
        feature, largest, rare, ranked.stream().filter(c -> c.rows == 1).count());
  }
}
