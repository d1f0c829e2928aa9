package io.evenkeel.ledger;

import io.evenkeel.alert.Step;
import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.WindowSpan;
import io.evenkeel.summary.SliceSummary;
import java.util.SortedMap;
import java.util.SortedSet;

/** Hears what the ledger has to tell. */
public interface LedgerEvents {
  /** A window changed, closed or was revised: time to evaluate it. */
  void window(Plan plan, Series series, WindowSpan span, SortedMap<String, SliceSummary> slices);

  /** Slices of a window that was told of are in it no more: their reports hold no longer. */
  void gone(Plan plan, Series series, WindowSpan span, SortedSet<String> slices);

  /** A step is due: decide. */
  void step(Plan plan, Step step);
}
