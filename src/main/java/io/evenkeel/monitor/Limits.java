package io.evenkeel.monitor;

/**
 * Bounds on what is kept and shown.
 *
 * @param maxSlices most slices kept beside the listed ones
 * @param suppressBelow groups smaller than this are shown in no report and no alert
 * @param suppressInMetricsBelow groups smaller than this are not exported to {@code /metrics}
 * @param everyMetric whether reports hold everything that the summaries support, not only what
 *     people and checks look at
 */
public record Limits(
    int maxSlices, int suppressBelow, int suppressInMetricsBelow, boolean everyMetric) {

  /** 200 slices, everything reported, ten in metrics. */
  public static final Limits DEFAULT = new Limits(200, 0, 10);

  /** Limits with the usual set of metrics. */
  public Limits(int maxSlices, int suppressBelow, int suppressInMetricsBelow) {
    this(maxSlices, suppressBelow, suppressInMetricsBelow, false);
  }

  /** The same with this set of metrics. */
  public Limits withEveryMetric(boolean every) {
    return new Limits(maxSlices, suppressBelow, suppressInMetricsBelow, every);
  }
}
