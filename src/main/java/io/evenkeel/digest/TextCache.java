package io.evenkeel.digest;

import io.evenkeel.event.Text;
import java.nio.charset.StandardCharsets;

/**
 * Remembers strings that come again and again, so that a repeated name or category is made only
 * once.
 *
 * <p>A fixed number of places; a new string takes the place of the old one that hashes alike. Not
 * thread-safe.
 */
final class TextCache {
  private static final int PLACES = 4096;
  private static final int LONGEST = 64;

  private final byte[][] keys = new byte[PLACES][];
  private final String[] values = new String[PLACES];

  /** The text as a string. */
  String string(Text text) {
    if (text.length() == 0) {
      return "";
    }
    if (text.length() > LONGEST) {
      return text.toString();
    }
    int hash = text.contentHash();
    int place = (hash ^ (hash >>> 12)) & (PLACES - 1);
    byte[] key = keys[place];
    if (key != null && text.contentEquals(key)) {
      return values[place];
    }
    String value = text.toString();
    keys[place] = value.getBytes(StandardCharsets.UTF_8);
    values[place] = value;
    return value;
  }
}
