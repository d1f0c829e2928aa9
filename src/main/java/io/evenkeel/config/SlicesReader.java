package io.evenkeel.config;

import io.evenkeel.monitor.ReferenceGroup;
import io.evenkeel.monitor.ReferenceGroup.Strategy;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.problem.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads how to slice and whom to compare with. */
final class SlicesReader {
  private static final Map<String, Strategy> STRATEGIES = Names.words(Strategy.class);

  private final Section monitor;

  SlicesReader(Section monitor) {
    this.monitor = monitor;
  }

  List<SliceSpec> slices(List<ReportWindow> windows) {
    List<SliceSpec> slices = new ArrayList<>();
    Set<Set<String>> seen = new LinkedHashSet<>();
    for (Value item : monitor.find("slices").map(Value::asList).orElse(List.of())) {
      slice(item, windows)
          .ifPresent(
              slice -> {
                if (seen.add(new TreeSet<>(slice.attributes()))) {
                  slices.add(slice);
                } else {
                  item.problem("slice '" + slice + "' is given twice");
                }
              });
    }
    return slices;
  }

  private static Optional<SliceSpec> slice(Value item, List<ReportWindow> windows) {
    if (!item.json().isObject()) {
      return attributes(item).map(attributes -> new SliceSpec(attributes, List.of()));
    }
    Optional<Section> section = item.asSection(MonitorKeys.SLICE);
    if (section.isEmpty() || section.get().required("slice").isEmpty()) {
      return Optional.empty();
    }
    List<ReportWindow> shown =
        section.get().find("windows").map(value -> shown(value, windows)).orElse(List.of());
    return section
        .get()
        .find("slice")
        .flatMap(SlicesReader::attributes)
        .map(attributes -> new SliceSpec(attributes, shown));
  }

  private static List<ReportWindow> shown(Value value, List<ReportWindow> windows) {
    List<ReportWindow> shown = TimingReader.windows(value);
    for (ReportWindow window : shown) {
      if (!windows.contains(window)) {
        value.problem("'" + window + "' is not among the windows " + windows + " of the monitor");
      }
    }
    return shown;
  }

  private static Optional<List<String>> attributes(Value value) {
    return value.asText().flatMap(text -> attributes(value, text));
  }

  private static Optional<List<String>> attributes(Value value, String text) {
    List<String> attributes = Stream.of(text.split("&", -1)).map(String::strip).toList();
    if (attributes.contains("") || attributes.contains("*")) {
      value.problem(
          "must be attributes joined by '&', such as \"sex & race\", got " + value.kind());
      return Optional.empty();
    }
    if (new LinkedHashSet<>(attributes).size() != attributes.size()) {
      value.problem("names an attribute twice: " + value.kind());
      return Optional.empty();
    }
    return Optional.of(attributes);
  }

  ReferenceGroup referenceGroup(List<SliceSpec> slices) {
    Value value = monitor.get("reference-group");
    if (value == null) {
      return ReferenceGroup.DEFAULT;
    }
    if (!value.json().isObject()) {
      return new ReferenceGroup(strategy(value), Map.of());
    }
    Collection<String> attributes = new TreeSet<>();
    slices.forEach(slice -> attributes.addAll(slice.attributes()));
    Strategy strategy = Strategy.LARGEST;
    Map<String, String> given = new LinkedHashMap<>();
    for (Map.Entry<String, Value> entry : value.asMap().entrySet()) {
      if (entry.getKey().equals("default")) {
        strategy = strategy(entry.getValue());
      } else {
        checkAttribute(entry.getKey(), entry.getValue(), attributes);
        entry.getValue().asText().ifPresent(group -> given.put(entry.getKey(), group));
      }
    }
    return new ReferenceGroup(strategy, given);
  }

  private static void checkAttribute(String name, Value value, Collection<String> attributes) {
    if (!attributes.contains(name)) {
      value.problem("no slice uses '" + name + "'" + Suggestion.text(name, attributes));
    }
  }

  private static Strategy strategy(Value value) {
    return value.asChoice(STRATEGIES).orElse(Strategy.LARGEST);
  }
}
