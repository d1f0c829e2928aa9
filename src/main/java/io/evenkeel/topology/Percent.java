package io.evenkeel.topology;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of the parts of a key: everything but letters, digits and {@code -._~=&*,}. */
final class Percent {
  private static final String KEPT = "-._~=&*,";

  private Percent() {}

  static String encode(String part) {
    StringBuilder safe = new StringBuilder(part.length());
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || KEPT.indexOf(c) >= 0;
      if (plain) {
        safe.append(c);
      } else {
        safe.append(String.format("%%%02X", (int) c));
      }
    }
    return safe.toString();
  }
}
