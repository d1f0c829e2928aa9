package io.evenkeel.alert;

import io.evenkeel.summary.SliceSummary;
import org.jspecify.annotations.Nullable;

/**
 * A measure that reads several slices of a pane at once, and that takes more records than one pane
 * may have: panes are gathered until they are enough.
 */
interface PaneMeasure extends Measure {
  /** What a pane says, or null when it has no records. */
  @Nullable Reading read(PaneView pane);

  /** How often over gathered sums hold the records that it takes; from 1 on they can be judged. */
  double fullness(double[] sums);

  @Override
  default boolean labels() {
    return false;
  }

  @Override
  default double[] sums(SliceSummary summary, int block) {
    throw new UnsupportedOperationException("reads panes, not slices");
  }
}
