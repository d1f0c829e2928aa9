package io.evenkeel.readmodel;

import io.evenkeel.digest.Series;
import io.evenkeel.event.Stage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which window and slice a report is about.
 *
 * @param window short name of the window's length
 * @param start first millisecond since 1970; 0 for the cumulative window, whatever its start
 */
public record ReportKey(Series series, String slice, String window, long start) {
  private static final int PARTS = 6;

  /** The key of a record of the metrics topic, if it is one. */
  static Optional<ReportKey> parse(byte[] key) {
    String[] parts = new String(key, StandardCharsets.UTF_8).split("/", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      Series series = new Series(decoded(parts[0]), decoded(parts[1]), Stage.valueOf(parts[2]));
      return Optional.of(
          new ReportKey(series, decoded(parts[3]), parts[4], Long.parseLong(parts[5])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }
}
