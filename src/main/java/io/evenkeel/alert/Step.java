package io.evenkeel.alert;

import io.evenkeel.digest.Series;
import io.evenkeel.summary.SliceSummary;
import java.util.List;
import java.util.SortedMap;

/**
 * One numbered step of decisions: exactly one per pane, in order, never repeated.
 *
 * @param series model, version and stage
 * @param number index of the pane since 1970: start / pane length
 * @param start first millisecond of the pane
 * @param end first millisecond after it
 * @param slices on-time predictions of the pane, by slice; empty when nothing came. Only feature,
 *     prediction and score sums may be read from these: labels are judged when mature
 * @param matured the panes whose labels became mature in this step, oldest first
 * @param ended whether input has ended, so that silence means nothing
 */
public record Step(
    Series series,
    long number,
    long start,
    long end,
    SortedMap<String, SliceSummary> slices,
    List<MaturedPane> matured,
    boolean ended) {

  /**
   * A pane whose labels are old enough to be judged: read block {@code MATURE} only.
   *
   * @param start first millisecond of the pane
   * @param end first millisecond after it
   * @param slices its predictions and labels by slice
   */
  public record MaturedPane(long start, long end, SortedMap<String, SliceSummary> slices) {}
}
