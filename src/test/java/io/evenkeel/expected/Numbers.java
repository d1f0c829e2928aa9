package io.evenkeel.expected;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every number and null of a document by its path, such as {@code groups>race>Asian>tpr}. */
final class Numbers {
  private final Map<String, @Nullable Double> byPath = new LinkedHashMap<>();

  private Numbers() {}

  static Map<String, @Nullable Double> of(JsonNode document) {
    Numbers numbers = new Numbers();
    numbers.walk("", document);
    return numbers.byPath;
  }

  private void walk(String path, JsonNode node) {
    if (node.isObject()) {
      node.properties().forEach(entry -> walk(below(path, entry.getKey()), entry.getValue()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(below(path, Integer.toString(i)), node.get(i));
      }
    } else if (node.isNumber()) {
      byPath.put(path, node.asDouble());
    } else if (node.isNull()) {
      byPath.put(path, null);
    }
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + ">" + key;
  }
}
