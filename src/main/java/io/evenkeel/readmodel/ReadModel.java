package io.evenkeel.readmodel;

import io.evenkeel.alert.Alert;
import io.evenkeel.config.StoredMonitor;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.profile.ReferenceProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of every model, in bounded memory. Thread-safe; answers are snapshots.
 *
 * <p>A model is known while its monitor is; reports and alerts that come before their monitor are
 * kept unseen, and those of a deleted monitor are dropped.
 */
public final class ReadModel {
  /** Profiles that are kept decoded. */
  private static final int DECODED = 4;

  private final Bounds bounds;
  private final ReportReader reader;
  private final ChangeLog changes = new ChangeLog();
  private final SortedMap<String, StoredMonitor> monitors = new TreeMap<>();
  private final SortedMap<Series, SeriesShelf> shelves = new TreeMap<>();
  private final SortedMap<String, AlertShelf> alerts = new TreeMap<>();
  private final SortedMap<String, Packing> profiles = new TreeMap<>();
  private final Map<String, ReferenceProfile> decoded =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ReferenceProfile> eldest) {
          return size() > DECODED;
        }
      };
  private final SortedSet<String> suspects = new TreeSet<>();
  private long bytes;
  private volatile Progress progress = Progress.START;

  /** An empty model. */
  public ReadModel(Bounds bounds, ReportReader reader) {
    this.bounds = bounds;
    this.reader = reader;
  }

  // What the topics say.

  synchronized void report(ReportKey key, WindowReport report, long updated, byte[] value) {
    SeriesShelf shelf = shelves.computeIfAbsent(key.series(), series -> new SeriesShelf());
    long before = shelf.bytes();
    shelf.put(StoredReport.of(key, report, updated, value), bounds.windows());
    bytes += shelf.bytes() - before;
    while (bytes > bounds.bytes() && shrink()) {
      // Until it fits, or every window left is the only one of its length.
    }
  }

  /** The largest first; one whose windows are all the last of their length is left alone. */
  private boolean shrink() {
    List<SeriesShelf> largest = new ArrayList<>(shelves.values());
    largest.sort(Comparator.comparingLong(SeriesShelf::bytes).reversed());
    for (SeriesShelf shelf : largest) {
      long before = shelf.bytes();
      if (shelf.dropOldest()) {
        bytes += shelf.bytes() - before;
        return true;
      }
    }
    return false;
  }

  synchronized void gone(ReportKey key) {
    SeriesShelf shelf = shelves.get(key.series());
    if (shelf != null) {
      long before = shelf.bytes();
      shelf.remove(key);
      bytes += shelf.bytes() - before;
      if (shelf.isEmpty()) {
        shelves.remove(key.series());
      }
    }
  }

  synchronized void alert(Alert alert) {
    alerts.computeIfAbsent(alert.series().model(), model -> new AlertShelf()).add(alert, bounds);
  }

  synchronized void monitor(String model, @Nullable StoredMonitor monitor) {
    if (monitor == null) {
      monitors.remove(model);
      forget(model);
    } else {
      monitors.put(model, monitor);
    }
  }

  private void forget(String model) {
    alerts.remove(model);
    shelves
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = entry.getKey().model().equals(model);
              bytes -= gone ? entry.getValue().bytes() : 0;
              return gone;
            });
  }

  synchronized void profile(String name, byte @Nullable [] value) {
    decoded.remove(name);
    if (value == null) {
      profiles.remove(name);
    } else {
      profiles.put(name, Packing.of(value));
    }
  }

  /**
   * Drops what came of models that had no monitor now and at the last call: that is long enough for
   * one to arrive.
   */
  synchronized void dropUnmonitored() {
    SortedSet<String> unmonitored = new TreeSet<>(alerts.keySet());
    shelves.keySet().forEach(series -> unmonitored.add(series.model()));
    unmonitored.removeAll(monitors.keySet());
    for (String model : unmonitored) {
      if (suspects.contains(model)) {
        forget(model);
      }
    }
    suspects.clear();
    suspects.addAll(unmonitored);
  }

  void progress(Progress now) {
    progress = now;
  }

  // What is known.

  /** How far it is. */
  public Progress progress() {
    return progress;
  }

  /** What changes, for those who listen. */
  public ChangeLog changes() {
    return changes;
  }

  /** Memory of all reports, roughly. */
  public synchronized long bytes() {
    return bytes;
  }

  /** The monitors, by model. */
  public synchronized SortedMap<String, StoredMonitor> monitors() {
    return new TreeMap<>(monitors);
  }

  /** The monitor of a model. */
  public synchronized Optional<StoredMonitor> monitor(String model) {
    return Optional.ofNullable(monitors.get(model));
  }

  /** Versions and stages of a monitored model that have windows. */
  public synchronized List<Series> series(String model) {
    return monitors.containsKey(model)
        ? shelves.keySet().stream().filter(series -> series.model().equals(model)).toList()
        : List.of();
  }

  /** Lengths of the windows of a series. */
  public List<String> lengths(Series series) {
    return shelf(series, SeriesShelf::lengths, List.of());
  }

  /** Starts of the windows of a length, oldest first. */
  public List<Long> starts(Series series, String length) {
    return shelf(series, shelf -> shelf.starts(length), List.of());
  }

  /** Every slice of one window, by name. */
  public List<StoredReport> at(Series series, String length, long start) {
    return shelf(series, shelf -> shelf.at(length, start), List.of());
  }

  /** One slice in every window of a length, oldest first. */
  public List<StoredReport> history(Series series, String length, String slice) {
    return shelf(series, shelf -> shelf.history(length, slice), List.of());
  }

  /** Names of the slices in the windows of a length. */
  public SortedSet<String> slices(Series series, String length) {
    return shelf(series, shelf -> shelf.slices(length), new TreeSet<>());
  }

  private synchronized <T> T shelf(Series series, Function<SeriesShelf, T> ask, T otherwise) {
    SeriesShelf shelf = monitors.containsKey(series.model()) ? shelves.get(series) : null;
    return shelf == null ? otherwise : ask.apply(shelf);
  }

  /** The whole report. */
  public WindowReport read(StoredReport report) {
    return reader.report(report.packed().unpacked());
  }

  /** The alerts of a monitored model, in the order in which they were first told. */
  public synchronized List<AlertStory> alerts(String model) {
    AlertShelf shelf = monitors.containsKey(model) ? alerts.get(model) : null;
    return shelf == null ? List.of() : shelf.all();
  }

  /** The alerts of all monitored models. */
  public synchronized List<AlertStory> alerts() {
    return monitors.keySet().stream().flatMap(model -> alerts(model).stream()).toList();
  }

  /** The alert of an id. */
  public synchronized Optional<AlertStory> alert(String id) {
    for (String name : monitors.keySet()) {
      AlertShelf shelf = alerts.get(name);
      Optional<AlertStory> found = shelf == null ? Optional.empty() : shelf.find(id);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Names of the profiles. */
  public synchronized List<String> profiles() {
    return List.copyOf(profiles.keySet());
  }

  /** The profile of a name. */
  public Optional<ReferenceProfile> profile(String name) {
    Packing packed;
    synchronized (this) {
      ReferenceProfile known = decoded.get(name);
      if (known != null) {
        return Optional.of(known);
      }
      packed = profiles.get(name);
    }
    if (packed == null) {
      return Optional.empty();
    }
    ReferenceProfile profile = reader.profile(packed.unpacked());
    synchronized (this) {
      if (packed == profiles.get(name)) {
        decoded.put(name, profile);
      }
    }
    return Optional.of(profile);
  }
}
