package io.evenkeel.alert;

import io.evenkeel.summary.SliceSummary;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at panes of one series again, with the labels that have become old enough since. */
public interface PaneReader {
  /** No pane is kept. */
  PaneReader NONE = start -> new TreeMap<>();

  /**
   * The summaries of the pane that starts at {@code start}, by slice; empty when it is not kept
   * (any more). Block {@code MATURE} of them is read.
   */
  SortedMap<String, SliceSummary> pane(long start);
}
