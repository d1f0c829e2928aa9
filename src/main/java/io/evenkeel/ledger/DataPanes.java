package io.evenkeel.ledger;

import io.evenkeel.digest.Series;
import io.evenkeel.digest.Slicer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Which panes of a series hold predictions that came on time. */
final class DataPanes {
  private final OrderedStore store;

  DataPanes(OrderedStore store) {
    this.store = store;
  }

  /** The first and the last pane with data. */
  record Extent(long first, long last) {}

  boolean has(Series series, long pane) {
    return store.get(LedgerKeys.slice(LedgerKeys.ON_TIME, series, pane, Slicer.OVERALL)) != null;
  }

  /** Whether a pane holds predictions that came late. */
  boolean hasLate(Series series, long pane) {
    return store.get(LedgerKeys.slice(LedgerKeys.LATE, series, pane, Slicer.OVERALL)) != null;
  }

  /** The last pane with data from {@code floor} to {@code pane}, both included. */
  OptionalLong latest(Series series, long pane, long floor, long length) {
    for (long at = pane; at >= floor; at -= length) {
      if (has(series, at)) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  /** The first pane with data from {@code pane} to {@code last}, both included. */
  OptionalLong next(Series series, long pane, long last) {
    if (pane > last) {
      return OptionalLong.empty();
    }
    List<Long> panes = new ArrayList<>();
    store.range(
        LedgerKeys.pane(LedgerKeys.ON_TIME, series, pane),
        LedgerKeys.pane(LedgerKeys.ON_TIME, series, last + 1),
        (key, value) -> {
          LedgerKeys.Parsed parsed = LedgerKeys.parse(key);
          if (panes.isEmpty() && parsed.slice().equals(Slicer.OVERALL)) {
            panes.add(parsed.pane());
          }
        });
    return panes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(panes.get(0));
  }

  /** From where to where there are data, or null when there are none any more. */
  @Nullable Extent extent(Series series) {
    List<Long> panes = new ArrayList<>();
    store.scan(
        LedgerKeys.series(LedgerKeys.ON_TIME, series),
        (key, value) -> {
          LedgerKeys.Parsed parsed = LedgerKeys.parse(key);
          if (parsed.slice().equals(Slicer.OVERALL)) {
            panes.add(parsed.pane());
          }
        });
    return panes.isEmpty() ? null : new Extent(panes.get(0), panes.get(panes.size() - 1));
  }
}
