package io.evenkeel.monitor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The span of one report: a number of panes, aligned to the epoch, or everything since the first
 * pane.
 *
 * @param length a positive span, or null for everything
 */
public record ReportWindow(@Nullable Duration length) {

  /** Everything since the first pane. */
  public static final ReportWindow ALL = new ReportWindow(null);

  public ReportWindow {
    if (length != null && (length.isNegative() || length.isZero())) {
      throw new IllegalArgumentException("a window must be longer than zero, got " + length);
    }
  }

  /** A window of a fixed length. */
  public static ReportWindow of(Duration length) {
    return new ReportWindow(length);
  }

  /** Whether this is the cumulative window. */
  public boolean isAll() {
    return length == null;
  }

  /** The short name users read and write: {@code 1h}, {@code 7d}, {@code all}. */
  @Override
  public String toString() {
    return length == null ? "all" : Spans.format(length);
  }
}
