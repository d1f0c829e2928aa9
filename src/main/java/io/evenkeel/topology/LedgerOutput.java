package io.evenkeel.topology;

import io.evenkeel.alert.PaneReader;
import io.evenkeel.alert.Step;
import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.WindowSpan;
import io.evenkeel.summary.SliceSummary;
import java.util.SortedMap;
import java.util.SortedSet;

/** What the merging processor hands to the next one, within its task. */
sealed interface LedgerOutput {
  /** A window to evaluate. */
  record Window(Plan plan, Series series, WindowSpan span, SortedMap<String, SliceSummary> slices)
      implements LedgerOutput {}

  /** Slices that a window which was told of has lost. */
  record Gone(Series series, WindowSpan span, SortedSet<String> slices) implements LedgerOutput {}

  /** A step to decide, and what it may see of earlier panes while it is handed on. */
  record Due(Plan plan, Step step, PaneReader panes) implements LedgerOutput {}

  /** The input of a model has ended, and everything about it has been told. */
  record Ended(String model) implements LedgerOutput {}
}
