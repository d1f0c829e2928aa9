package io.evenkeel.readmodel;

import io.evenkeel.alert.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alerts of one model, in the order in which they were first told. Confined to its lock. */
final class AlertShelf {
  private final Map<String, List<Alert>> stories = new LinkedHashMap<>();

  void add(Alert alert, Bounds bounds) {
    List<Alert> story = stories.computeIfAbsent(alert.id(), id -> new ArrayList<>());
    story.add(alert);
    if (story.size() > bounds.sentences()) {
      story.remove(1);
    }
    if (stories.size() > bounds.alerts()) {
      stories.remove(expendable());
    }
  }

  private String expendable() {
    return stories.entrySet().stream()
        .filter(entry -> !new AlertStory(entry.getValue()).open())
        .findFirst()
        .or(() -> stories.entrySet().stream().findFirst())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  List<AlertStory> all() {
    return stories.values().stream().map(AlertStory::new).toList();
  }

  Optional<AlertStory> find(String id) {
    return Optional.ofNullable(stories.get(id)).map(AlertStory::new);
  }
}
