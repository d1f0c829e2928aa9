package io.evenkeel.digest;

import io.evenkeel.event.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds the index of a name by its UTF-8 bytes, without making a string. Immutable. */
final class TextIndex {
  private final byte[][] keys;
  private final int[] values;
  private final int mask;

  TextIndex(List<String> names) {
    int capacity = Integer.highestOneBit(Math.max(4, names.size() * 4));
    mask = capacity - 1;
    keys = new byte[capacity][];
    values = new int[capacity];
    for (int i = 0; i < names.size(); i++) {
      byte[] key = names.get(i).getBytes(StandardCharsets.UTF_8);
      int at = spread(Arrays.hashCode(key)) & mask;
      while (keys[at] != null) {
        at = (at + 1) & mask;
      }
      keys[at] = key;
      values[at] = i;
    }
  }

  /** Index of the name, or -1. */
  int find(Text name) {
    int at = spread(name.contentHash()) & mask;
    while (keys[at] != null) {
      if (name.contentEquals(keys[at])) {
        return values[at];
      }
      at = (at + 1) & mask;
    }
    return -1;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }
}
