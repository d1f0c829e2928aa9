package io.evenkeel.ledger;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.WindowSpan;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A window that is to be told of; mutable while the changes of its panes are gathered. */
final class WindowTask {
  private final Plan plan;
  private final Series series;
  private final WindowSpan span;
  private final SortedSet<String> gone = new TreeSet<>();
  private boolean evenEmpty;

  WindowTask(Plan plan, Series series, WindowSpan span) {
    this.plan = plan;
    this.series = series;
    this.span = span;
  }

  /** One more of its panes changed. */
  void add(boolean paneIsEmpty, Set<String> slicesGone) {
    evenEmpty |= paneIsEmpty;
    gone.addAll(slicesGone);
  }

  Plan plan() {
    return plan;
  }

  Series series() {
    return series;
  }

  WindowSpan span() {
    return span;
  }

  /** Whether it is worth telling that nothing is in it. */
  boolean evenEmpty() {
    return evenEmpty;
  }

  /** Slices that some of its panes lost. */
  SortedSet<String> gone() {
    return gone;
  }
}
