package io.evenkeel.profile;

import io.evenkeel.monitor.FeatureType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cells of a categorical feature: the largest reference categories, then OTHER (rare in the
 * reference), NEW (never seen there) and MISSING.
 */
public final class CategoryCells implements FeatureBins {
  /** Categories with a cell of their own. */
  public static final int LARGEST = 50;

  private final String feature;
  private final List<String> categories;
  private final Set<String> rare;
  private final long seenOnce;
  private final Map<String, Integer> cellByName = new HashMap<>();

  private CategoryCells(String feature, List<String> categories, Set<String> rare, long seenOnce) {
    this.feature = feature;
    this.categories = List.copyOf(categories);
    this.rare = new TreeSet<>(rare);
    this.seenOnce = seenOnce;
    for (int i = 0; i < categories.size(); i++) {
      cellByName.put(categories.get(i), i);
    }
    for (String name : rare) {
      cellByName.putIfAbsent(name, otherCell());
    }
  }

  /**
   * Cells for these categories.
   *
   * @param categories largest first, each with a cell of its own
   * @param rare the other categories of the reference
   * @param seenOnce how many reference categories occur exactly once: the mass that new ones are
   *     expected to have
   */
  public static CategoryCells of(
      String feature, List<String> categories, Set<String> rare, long seenOnce) {
    return new CategoryCells(feature, categories, rare, seenOnce);
  }

  @Override
  public String feature() {
    return feature;
  }

  @Override
  public FeatureType type() {
    return FeatureType.CATEGORICAL;
  }

  @Override
  public int cells() {
    return categories.size() + 3;
  }

  /** The cell of categories that are rare in the reference. */
  public int otherCell() {
    return categories.size();
  }

  /** The cell of categories that the reference never saw. */
  public int newCell() {
    return categories.size() + 1;
  }

  @Override
  public int missingCell() {
    return categories.size() + 2;
  }

  /** The cell of a category. */
  public int cell(String category) {
    Integer cell = cellByName.get(category);
    return cell == null ? newCell() : cell;
  }

  /** Categories with a cell of their own, largest first. */
  public List<String> categories() {
    return categories;
  }

  /** The other categories of the reference, sorted. */
  public Set<String> rare() {
    return Set.copyOf(rare);
  }

  /** Reference categories that occur exactly once. */
  public long seenOnce() {
    return seenOnce;
  }

  @Override
  public String cellName(int cell) {
    if (cell < categories.size()) {
      return categories.get(cell);
    }
    return cell == otherCell() ? "other" : cell == newCell() ? "new" : "missing";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoryCells cells
        && feature.equals(cells.feature)
        && categories.equals(cells.categories)
        && rare.equals(cells.rare)
        && seenOnce == cells.seenOnce;
  }

  @Override
  public int hashCode() {
    return feature.hashCode() * 31 + categories.hashCode();
  }

  @Override
  public String toString() {
    return feature + " " + categories;
  }
}
