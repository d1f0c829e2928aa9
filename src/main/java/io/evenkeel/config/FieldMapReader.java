package io.evenkeel.config;

import io.evenkeel.ingest.FieldMap;
import io.evenkeel.ingest.FieldMap.Field;
import io.evenkeel.ingest.FieldMap.Group;
import io.evenkeel.ingest.FieldPath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the places of a field map. */
final class FieldMapReader {
  private static final List<String> GROUPS = List.of("features", "meta", "scores");
  private static final String OUTCOME = "outcome";

  private FieldMapReader() {}

  static Optional<FieldMap> read(Value value) {
    List<String> keys = new ArrayList<>(GROUPS);
    keys.add(OUTCOME);
    for (Field field : Field.values()) {
      keys.add(Names.word(field));
    }
    return value.asSection(keys).map(FieldMapReader::map);
  }

  private static FieldMap map(Section section) {
    Map<Field, FieldPath> fields = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      section
          .find(Names.word(field))
          .flatMap(FieldMapReader::path)
          .ifPresent(path -> fields.put(field, path));
    }
    boolean optional =
        section
            .find(OUTCOME)
            .flatMap(v -> v.asChoice(Map.of("required", false, "optional", true)))
            .orElse(false);
    FieldMap map =
        new FieldMap(
            fields,
            group(section, "features"),
            group(section, "meta"),
            group(section, "scores"),
            !optional);
    if (!map.usable()) {
      section.value().problem("says neither where a prediction is nor where a label is");
    }
    return map;
  }

  private static Group group(Section section, String key) {
    Optional<Value> found = section.find(key);
    if (found.isEmpty()) {
      return Group.EMPTY;
    }
    Value value = found.get();
    List<FieldPath> objects = new ArrayList<>();
    Map<String, FieldPath> named = new LinkedHashMap<>();
    if (value.json().isObject()) {
      value.fields().forEach((name, at) -> path(at).ifPresent(path -> named.put(name, path)));
    } else if (value.json().isArray()) {
      value.items().forEach(item -> path(item).ifPresent(objects::add));
    } else {
      path(value).ifPresent(objects::add);
    }
    return new Group(objects, named);
  }

  private static Optional<FieldPath> path(Value value) {
    return value
        .asText()
        .flatMap(
            text -> {
              try {
                return Optional.of(FieldPath.parse(text));
              } catch (IllegalArgumentException e) {
                value.problem(String.valueOf(e.getMessage()));
                return Optional.empty();
              }
            });
  }
}
