package io.evenkeel.monitor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the raw values of an attribute become groups: numbers by bands, or values by lists.
 *
 * @param edges where bands meet, ascending; a value on an edge lies in the band above it; empty for
 *     lists
 * @param lists the groups and the values in each, in the order of the user; empty for bands
 */
public record Grouping(List<Double> edges, List<Named> lists) {

  /**
   * A group of raw values.
   *
   * @param group its name, all that is ever shown
   * @param values the raw values in it; at least one
   */
  public record Named(String group, List<String> values) {
    public Named {
      values = List.copyOf(values);
      if (group.isEmpty() || values.isEmpty()) {
        throw new IllegalArgumentException("a group needs a name and values");
      }
    }
  }

  /** Stands for a value that no group holds. */
  public static final int NONE = -1;

  public Grouping {
    edges = List.copyOf(edges);
    lists = List.copyOf(lists);
    if (edges.isEmpty() == lists.isEmpty()) {
      throw new IllegalArgumentException("groups are made of bands or of lists of values");
    }
    for (int i = 0; i < edges.size(); i++) {
      if (!Double.isFinite(edges.get(i)) || (i > 0 && edges.get(i - 1) >= edges.get(i))) {
        throw new IllegalArgumentException("bands need ascending numbers, got " + edges);
      }
    }
    Set<String> groups = new HashSet<>();
    Set<String> values = new HashSet<>();
    for (Named list : lists) {
      boolean news = groups.add(list.group());
      if (!news || list.values().stream().anyMatch(value -> !values.add(value))) {
        throw new IllegalArgumentException("a group or one of its values is named twice");
      }
    }
  }

  /** Groups of one value each, named as it is. */
  public static Grouping of(String... values) {
    return new Grouping(
        List.of(),
        List.of(values).stream().map(value -> new Named(value, List.of(value))).toList());
  }

  /** Bands of a number. */
  public static Grouping bands(Double... edges) {
    return new Grouping(List.of(edges), List.of());
  }

  /** The names of the groups in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    if (edges.isEmpty()) {
      lists.forEach(list -> names.add(list.group()));
      return names;
    }
    names.add("<" + plain(edges.get(0)));
    for (int i = 1; i < edges.size(); i++) {
      names.add(plain(edges.get(i - 1)) + "-" + plain(edges.get(i)));
    }
    names.add(plain(edges.get(edges.size() - 1)) + "+");
    return names;
  }

  private static String plain(double edge) {
    return edge == Math.rint(edge) && Math.abs(edge) < 1e15
        ? Long.toString((long) edge)
        : Double.toString(edge);
  }

  /** The number of the group that a raw value is in, or {@link #NONE}. */
  public int find(String raw) {
    if (!edges.isEmpty()) {
      try {
        return find(Double.parseDouble(raw.strip()));
      } catch (NumberFormatException notANumber) {
        return NONE;
      }
    }
    for (int i = 0; i < lists.size(); i++) {
      if (lists.get(i).values().contains(raw)) {
        return i;
      }
    }
    return NONE;
  }

  /** The number of the band that a number is in, or {@link #NONE} when it is not finite. */
  public int find(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    int band = 0;
    while (band < edges.size() && value >= edges.get(band)) {
      band++;
    }
    return band;
  }

  /** Whether the groups are bands of a number. */
  public boolean banded() {
    return !edges.isEmpty();
  }
}
