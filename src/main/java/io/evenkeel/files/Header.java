package io.evenkeel.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The names of the columns of a file. A nameless column (an exported index) cannot be asked for.
 */
public final class Header {
  private final int width;
  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private final List<String> duplicates = new ArrayList<>();

  public Header(List<String> names) {
    width = names.size();
    for (int i = 0; i < width; i++) {
      String name = names.get(i).strip();
      if (!name.isEmpty() && positions.putIfAbsent(name, i) != null) {
        duplicates.add(name);
      }
    }
  }

  /** Number of columns, nameless ones included. */
  public int width() {
    return width;
  }

  /** The position of a column, from 0. */
  public OptionalInt indexOf(String name) {
    Integer position = positions.get(name);
    return position == null ? OptionalInt.empty() : OptionalInt.of(position);
  }

  /** The names, in order. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(positions.keySet());
  }

  /** Names that stand more than once. */
  List<String> duplicates() {
    return List.copyOf(duplicates);
  }
}
