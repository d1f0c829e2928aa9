package io.evenkeel.files;

import java.time.Duration;
import java.time.Instant;

/**
 * Event times for a file that has none: so many rows to a window, evenly spread.
 *
 * @param start the time of row 0
 * @param rows rows in one window, at least 1
 * @param window length of a window, at least one millisecond
 */
public record RowsPerWindow(Instant start, long rows, Duration window) {
  public RowsPerWindow {
    if (rows < 1 || window.toMillis() < 1) {
      throw new IllegalArgumentException(rows + " rows per " + window);
    }
  }

  /** start + (i div N) window + floor((i mod N) window / N), in whole milliseconds. */
  public Instant at(long row) {
    long millis = window.toMillis();
    long inWindow = Math.multiplyExact(row % rows, millis) / rows;
    return start.plusMillis(Math.addExact(Math.multiplyExact(row / rows, millis), inWindow));
  }
}
