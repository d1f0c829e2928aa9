package io.evenkeel.config;

import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.Task;
import io.evenkeel.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code classes: {labels, positive, favourable}}. */
final class ClassesReader {
  private final Task task;

  ClassesReader(Task task) {
    this.task = task;
  }

  /** The classes, or null for a task that has none or takes them from the profile. */
  @Nullable Classes read(@Nullable Value value) {
    boolean two = task == Task.BINARY || task == Task.OUTCOME;
    if (value == null) {
      return two ? Classes.ZERO_ONE : null;
    }
    if (task == Task.REGRESSION) {
      value.problem("a regression has no classes");
      return null;
    }
    return value.asSection(MonitorKeys.CLASSES).map(section -> read(section, two)).orElse(null);
  }

  private @Nullable Classes read(Section section, boolean two) {
    List<String> labels = labels(section);
    Optional<String> given = section.text("positive");
    if (given.isEmpty() && (!two || !labels.isEmpty())) {
      if (!section.has("positive")) {
        section.value().problem("'positive' is missing: the class that rates are counted for");
      }
      return null;
    }
    String positive = given.orElse("1");
    if (labels.isEmpty()) {
      labels = otherLabel(section, positive, two);
    }
    String favourable = section.text("favourable").orElse(positive);
    if (labels.isEmpty()
        || !among(section, "positive", positive, labels)
        || !among(section, "favourable", favourable, labels)) {
      return null;
    }
    return new Classes(negativeFirst(labels, positive, two), positive, favourable);
  }

  private List<String> labels(Section section) {
    Value value = section.get("labels");
    List<String> labels = new ArrayList<>();
    if (value == null) {
      return labels;
    }
    for (Value item : value.asList()) {
      item.asText()
          .ifPresent(
              label -> {
                if (labels.contains(label)) {
                  item.problem("label '" + label + "' is given twice");
                } else {
                  labels.add(label);
                }
              });
    }
    if (labels.size() < 2 || (task == Task.BINARY && labels.size() > 2)) {
      value.problem(
          (task == Task.BINARY ? "must be two" : "must be at least two")
              + " different labels, got "
              + labels.size());
      labels.clear();
    }
    return labels;
  }

  private static List<String> otherLabel(Section section, String positive, boolean two) {
    if (section.has("labels")) {
      return List.of();
    }
    if (two && positive.equals("1")) {
      return List.of("0", "1");
    }
    section
        .value()
        .problem("'labels' is missing: which classes are there beside '" + positive + "'?");
    return List.of();
  }

  private static boolean among(Section section, String key, String label, List<String> labels) {
    if (labels.contains(label)) {
      return true;
    }
    section
        .find(key)
        .orElse(section.value())
        .problem(
            "'" + label + "' is not among the labels " + labels + Suggestion.text(label, labels));
    return false;
  }

  private static List<String> negativeFirst(List<String> labels, String positive, boolean two) {
    boolean turned = two && labels.size() == 2 && labels.get(0).equals(positive);
    return turned ? List.of(labels.get(1), positive) : labels;
  }
}
