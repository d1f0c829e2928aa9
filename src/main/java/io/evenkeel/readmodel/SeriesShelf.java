package io.evenkeel.readmodel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The reports of one series: by length of window, start and slice. Confined to its lock. */
final class SeriesShelf {
  private final SortedMap<String, NavigableMap<Long, SortedMap<String, StoredReport>>> windows =
      new TreeMap<>();
  private long bytes;

  /** Keeps a report in place of the one under its key. */
  void put(StoredReport report, int mostWindows) {
    NavigableMap<Long, SortedMap<String, StoredReport>> starts =
        windows.computeIfAbsent(report.key().window(), length -> new TreeMap<>());
    @Nullable StoredReport old =
        starts
            .computeIfAbsent(report.key().start(), start -> new TreeMap<>())
            .put(report.key().slice(), report);
    bytes += report.bytes() - (old == null ? 0 : old.bytes());
    while (starts.size() > mostWindows) {
      dropFirst(starts);
    }
  }

  void remove(ReportKey key) {
    NavigableMap<Long, SortedMap<String, StoredReport>> starts = windows.get(key.window());
    SortedMap<String, StoredReport> slices = starts == null ? null : starts.get(key.start());
    if (starts == null || slices == null) {
      return;
    }
    StoredReport old = slices.remove(key.slice());
    bytes -= old == null ? 0 : old.bytes();
    if (slices.isEmpty()) {
      starts.remove(key.start());
    }
    if (starts.isEmpty()) {
      windows.remove(key.window());
    }
  }

  /** Drops the oldest window of the length that has most; false when no more than one is left. */
  boolean dropOldest() {
    NavigableMap<Long, SortedMap<String, StoredReport>> most = null;
    for (NavigableMap<Long, SortedMap<String, StoredReport>> starts : windows.values()) {
      if (most == null || starts.size() > most.size()) {
        most = starts;
      }
    }
    if (most == null || most.size() < 2) {
      return false;
    }
    dropFirst(most);
    return true;
  }

  private void dropFirst(NavigableMap<Long, SortedMap<String, StoredReport>> starts) {
    Map.Entry<Long, SortedMap<String, StoredReport>> first = starts.pollFirstEntry();
    if (first != null) {
      first.getValue().values().forEach(report -> bytes -= report.bytes());
    }
  }

  boolean isEmpty() {
    return windows.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  List<String> lengths() {
    return List.copyOf(windows.keySet());
  }

  /** Starts of the windows of a length, oldest first. */
  List<Long> starts(String length) {
    return new ArrayList<>(of(length).keySet());
  }

  /** Every slice of a window, by name. */
  List<StoredReport> at(String length, long start) {
    SortedMap<String, StoredReport> slices = of(length).get(start);
    return slices == null ? List.of() : List.copyOf(slices.values());
  }

  /** A slice in every window, oldest first. */
  List<StoredReport> history(String length, String slice) {
    List<StoredReport> history = new ArrayList<>();
    for (SortedMap<String, StoredReport> slices : of(length).values()) {
      StoredReport report = slices.get(slice);
      if (report != null) {
        history.add(report);
      }
    }
    return history;
  }

  /** Names of the slices of all windows of a length. */
  SortedSet<String> slices(String length) {
    SortedSet<String> names = new TreeSet<>();
    Collection<SortedMap<String, StoredReport>> all = of(length).values();
    all.forEach(slices -> names.addAll(slices.keySet()));
    return names;
  }

  private NavigableMap<Long, SortedMap<String, StoredReport>> of(String length) {
    NavigableMap<Long, SortedMap<String, StoredReport>> starts = windows.get(length);
    return starts == null ? new TreeMap<>() : starts;
  }
}
