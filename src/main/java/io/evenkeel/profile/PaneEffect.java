package io.evenkeel.profile;

import org.jspecify.annotations.Nullable;

/**
 * How much whole panes of the reference scattered beyond the sampling of their records.
 *
 * @param metric the metric and what it is compared with, such as {@code accuracy:profile}
 * @param slice the slice, {@code *} for all
 * @param feature the feature, or null
 * @param variance variance of the pane effect, 0 when records are all there is
 */
public record PaneEffect(String metric, String slice, @Nullable String feature, double variance) {

  public PaneEffect {
    if (!(variance >= 0) || !Double.isFinite(variance)) {
      throw new IllegalArgumentException("the variance of panes must not be " + variance);
    }
  }
}
