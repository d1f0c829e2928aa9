package io.evenkeel.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A node of a document that a program wrote, with its path, read without tolerance: whatever is not
 * as expected is a {@link ConfigException} that names the path.
 */
record TreeField(String path, @Nullable JsonNode node) {

  boolean has(String name) {
    return node != null && node.hasNonNull(name);
  }

  TreeField field(String name) {
    return new TreeField(
        path.isEmpty() ? name : path + "." + name, node == null ? null : node.get(name));
  }

  /** Every field of an object. */
  Map<String, TreeField> fields() {
    Map<String, TreeField> fields = new LinkedHashMap<>();
    present(JsonNode::isObject, "an object")
        .properties()
        .forEach(entry -> fields.put(entry.getKey(), field(entry.getKey())));
    return fields;
  }

  /** Every item of an array. */
  List<TreeField> items() {
    List<TreeField> items = new ArrayList<>();
    for (JsonNode item : present(JsonNode::isArray, "a list")) {
      items.add(new TreeField(path + "[" + items.size() + "]", item));
    }
    return items;
  }

  String text() {
    return present(JsonNode::isTextual, "text").textValue();
  }

  double number() {
    double value = present(JsonNode::isNumber, "a number").doubleValue();
    if (!Double.isFinite(value)) {
      throw wrong("is beyond the range of a double");
    }
    return value;
  }

  boolean truth() {
    return present(JsonNode::isBoolean, "true or false").booleanValue();
  }

  /** A whole number that is not negative. */
  long count() {
    return present(
            n -> n.canConvertToLong() && n.isIntegralNumber() && n.longValue() >= 0, "a count")
        .longValue();
  }

  List<String> texts() {
    return items().stream().map(TreeField::text).toList();
  }

  double[] numbers() {
    return items().stream().mapToDouble(TreeField::number).toArray();
  }

  /** What {@code reader} makes of this node; its complaints get this path. */
  <T> T checked(Function<TreeField, T> reader) {
    try {
      return reader.apply(this);
    } catch (IllegalArgumentException e) {
      ConfigException error = wrong(String.valueOf(e.getMessage()));
      error.initCause(e);
      throw error;
    }
  }

  ConfigException wrong(String message) {
    return new ConfigException(List.of(new Problem(path, message, null)));
  }

  private JsonNode present(Function<JsonNode, Boolean> kind, String expected) {
    if (node == null) {
      throw wrong("is missing");
    }
    if (!kind.apply(node)) {
      throw wrong("must be " + expected);
    }
    return node;
  }
}
