package io.evenkeel.alert;

import io.evenkeel.summary.SliceSummary;
import java.util.SortedMap;

/**
 * One pane as a check reads it.
 *
 * @param start first millisecond of the pane
 * @param slices its summaries by slice
 * @param block which labels may be read
 */
record PaneView(long start, SortedMap<String, SliceSummary> slices, int block) {}
