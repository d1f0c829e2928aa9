package io.evenkeel.monitor;

/**
 * Bounds on what is kept and shown.
 *
 * @param maxSlices most slices kept beside the listed ones
 * @param suppressBelow groups smaller than this are not shown in reports
 * @param suppressInMetricsBelow groups smaller than this are not exported to {@code /metrics}
 */
public record Limits(int maxSlices, int suppressBelow, int suppressInMetricsBelow) {

  /** 200 slices, everything reported, ten in metrics. */
  public static final Limits DEFAULT = new Limits(200, 0, 10);
}
