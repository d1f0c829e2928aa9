package io.evenkeel.evaluation;

import java.util.Comparator;

/**
 * The one order in which reports are listed: model, version, stage, window, start, then slice with
 * {@code *} first.
 */
public final class ReportOrder {
  /** The order. */
  public static final Comparator<WindowReport> BY_WINDOW =
      Comparator.comparing(WindowReport::series)
          .thenComparing(WindowReport::window)
          .thenComparingLong(WindowReport::start)
          .thenComparing(WindowReport::slice);

  private ReportOrder() {}
}
