package io.evenkeel.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects points of exported names; empty labels are left out, which Prometheus takes as equal.
 */
final class Points {
  private record Point(Labels labels, double value) {}

  private final Map<String, List<Point>> points = new TreeMap<>();

  /** Adds a point; {@code values} are those of the name's labels, in their order. */
  void add(String name, double value, @Nullable String... values) {
    Exported exported = Exported.named(name);
    List<String> labels = exported.labels();
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(name + " has the labels " + labels);
    }
    List<String> names = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      String text = values[i];
      if (text != null && !text.isEmpty()) {
        names.add(labels.get(i));
        texts.add(text);
      }
    }
    points
        .computeIfAbsent(name, n -> new ArrayList<>())
        .add(new Point(Labels.of(names, texts), value));
  }

  /** Adds a count. */
  void add(String name, long value, @Nullable String... values) {
    add(name, (double) value, values);
  }

  void flag(String name, boolean on, @Nullable String... values) {
    add(name, on ? 1.0 : 0.0, values);
  }

  /** How many points there are. */
  int size() {
    return points.values().stream().mapToInt(List::size).sum();
  }

  void addAll(Points others) {
    others.points.forEach(
        (name, more) -> points.computeIfAbsent(name, n -> new ArrayList<>()).addAll(more));
  }

  MetricSnapshots snapshots() {
    List<MetricSnapshot> all = new ArrayList<>();
    points.forEach((name, list) -> all.add(snapshot(Exported.named(name), list)));
    return new MetricSnapshots(all);
  }

  private static MetricSnapshot snapshot(Exported exported, List<Point> list) {
    String name = exported.name();
    switch (exported.type()) {
      case GAUGE -> {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(exported.help());
        list.forEach(
            point ->
                gauge.dataPoint(
                    GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(point.labels())
                        .value(point.value())
                        .build()));
        return gauge.build();
      }
      case COUNTER -> {
        String base = name.substring(0, name.length() - "_total".length());
        CounterSnapshot.Builder counter =
            CounterSnapshot.builder().name(base).help(exported.help());
        list.forEach(
            point ->
                counter.dataPoint(
                    CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(point.labels())
                        .value(point.value())
                        .build()));
        return counter.build();
      }
      case INFO -> {
        String base = name.substring(0, name.length() - "_info".length());
        InfoSnapshot.Builder info = InfoSnapshot.builder().name(base).help(exported.help());
        list.forEach(
            point ->
                info.dataPoint(
                    InfoSnapshot.InfoDataPointSnapshot.builder().labels(point.labels()).build()));
        return info.build();
      }
    }
    throw new IllegalArgumentException("no such type: " + exported.type());
  }
}
