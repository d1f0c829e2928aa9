package io.evenkeel.config;

import io.evenkeel.monitor.FeedbackSpec;
import io.evenkeel.monitor.Grouping;
import io.evenkeel.monitor.MetaSpec;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.monitor.Spans;
import io.evenkeel.problem.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads where slicing attributes come from, and how their values become groups. */
final class MetaReader {
  private static final String BANDS = "bands";

  private final Section monitor;
  private final Collection<String> sliced = new TreeSet<>();

  MetaReader(Section monitor, List<SliceSpec> slices) {
    this.monitor = monitor;
    slices.forEach(slice -> sliced.addAll(slice.attributes()));
  }

  MetaSpec read(FeedbackSpec feedback) {
    Map<String, Grouping> groups = groups();
    Optional<Section> section =
        monitor.find("meta").flatMap(value -> value.asSection(MonitorKeys.META));
    List<String> attributes =
        section
            .flatMap(s -> s.find("attributes"))
            .map(value -> attributes(value, groups))
            .orElse(List.of());
    if (section.isPresent() && !section.get().has("attributes")) {
      section.get().value().problem("'attributes' is missing");
    }
    Duration wait =
        section.map(s -> s.spanOrZero("wait", usualWait(feedback))).orElse(MetaSpec.USUAL_WAIT);
    if (!attributes.isEmpty() && wait.compareTo(feedback.waitFor()) > 0) {
      section
          .flatMap(s -> s.find("wait"))
          .ifPresent(
              value ->
                  value.problem(
                      "must not be longer than feedback.wait, which is "
                          + Spans.format(feedback.waitFor())));
      wait = feedback.waitFor();
    }
    return new MetaSpec(attributes, wait, groups);
  }

  private static Duration usualWait(FeedbackSpec feedback) {
    Duration usual = MetaSpec.USUAL_WAIT;
    return usual.compareTo(feedback.waitFor()) > 0 ? feedback.waitFor() : usual;
  }

  private List<String> attributes(Value value, Map<String, Grouping> groups) {
    List<String> attributes = new ArrayList<>();
    for (Value item : value.asList()) {
      Optional<String> name = item.asText();
      if (name.isEmpty() || !sliced(name.get(), item)) {
        continue;
      }
      if (attributes.contains(name.get())) {
        item.problem("'" + name.get() + "' is given twice");
      } else if (!groups.containsKey(name.get())) {
        item.problem(
            "'" + name.get() + "' comes on a topic of its own and needs an entry in 'groups'");
      } else {
        attributes.add(name.get());
      }
    }
    return attributes;
  }

  private boolean sliced(String attribute, Value at) {
    if (!sliced.contains(attribute)) {
      at.problem("no slice uses '" + attribute + "'" + Suggestion.text(attribute, sliced));
    }
    return sliced.contains(attribute);
  }

  private Map<String, Grouping> groups() {
    Map<String, Grouping> groups = new TreeMap<>();
    monitor
        .find("groups")
        .map(Value::asMap)
        .orElse(Map.of())
        .forEach(
            (attribute, value) -> {
              if (sliced(attribute, value)) {
                grouping(value).ifPresent(grouping -> groups.put(attribute, grouping));
              }
            });
    return groups;
  }

  /** A list of values, a mapping of names to values, or bands. */
  private static Optional<Grouping> grouping(Value value) {
    List<Double> edges = new ArrayList<>();
    List<Grouping.Named> lists = new ArrayList<>();
    if (value.json().isArray()) {
      texts(value).forEach(text -> lists.add(new Grouping.Named(text, List.of(text))));
    } else if (value.json().isObject() && value.fields().containsKey(BANDS)) {
      Optional<Section> section = value.asSection(List.of(BANDS));
      section
          .flatMap(s -> s.find(BANDS))
          .map(Value::asList)
          .orElse(List.of())
          .forEach(item -> item.asNumber().ifPresent(edges::add));
    } else {
      value
          .asMap()
          .forEach(
              (group, values) -> {
                List<String> texts = values.json().isArray() ? texts(values) : one(values);
                if (!texts.isEmpty()) {
                  lists.add(new Grouping.Named(group, texts));
                }
              });
    }
    try {
      return Optional.of(new Grouping(edges, lists));
    } catch (IllegalArgumentException e) {
      value.problem(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static List<String> one(Value value) {
    return value.asText().map(List::of).orElse(List.of());
  }

  private static List<String> texts(Value value) {
    List<String> texts = new ArrayList<>();
    value.asList().forEach(item -> item.asText().ifPresent(texts::add));
    return texts;
  }
}
