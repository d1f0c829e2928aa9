package io.evenkeel.evaluation;

import io.evenkeel.summary.LabelLag;
import io.evenkeel.summary.SliceSummary;
import org.jspecify.annotations.Nullable;

/** Quantiles of the time from prediction to label, read from the lag histogram. */
final class LabelDelay {
  private LabelDelay() {}

  /** The upper edge of the cell that holds the quantile, in milliseconds; null without labels. */
  static @Nullable Long quantile(SliceSummary summary, double share) {
    long[] cells = summary.lagCells();
    long total = 0;
    for (long count : cells) {
      total += count;
    }
    if (total <= 0) {
      return null;
    }
    long below = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      below += cells[cell];
      if (below >= share * total) {
        return LabelLag.upperEdge(cell);
      }
    }
    return LabelLag.upperEdge(cells.length - 1);
  }
}
