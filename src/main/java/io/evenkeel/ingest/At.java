package io.evenkeel.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.evenkeel.ingest.RejectedException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and where it stands.
 *
 * @param node the value; a {@link MissingNode} where nothing is
 * @param parent what holds it
 * @param step the last part of its path
 */
record At(JsonNode node, @Nullable At parent, String step) {
  static At root(JsonNode node) {
    return new At(node, null, "$");
  }

  /** A field that the layout knows by name. */
  At field(String name) {
    JsonNode child = node.get(name);
    return new At(child == null ? MissingNode.getInstance() : child, this, "." + name);
  }

  At item(int index) {
    JsonNode child = node.get(index);
    return new At(child == null ? MissingNode.getInstance() : child, this, "[" + index + "]");
  }

  /** The same place with what its text holds. */
  At holding(JsonNode content) {
    return new At(content, parent, step);
  }

  /** The entries of an object; their paths say {@code .*}, for their names are somebody's data. */
  Map<String, At> entries() {
    require(node.isObject(), Reason.WRONG_TYPE);
    Map<String, At> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      entries.put(field.getKey(), new At(field.getValue(), this, ".*"));
    }
    return entries;
  }

  int size() {
    return node.size();
  }

  boolean present() {
    return !node.isMissingNode() && !node.isNull();
  }

  boolean isArray() {
    return node.isArray();
  }

  boolean isObject() {
    return node.isObject();
  }

  At required() {
    require(present(), Reason.MISSING_FIELD);
    return this;
  }

  At requiredArray(int most) {
    required();
    require(node.isArray(), Reason.WRONG_TYPE);
    require(node.size() <= most, Reason.TOO_MANY);
    return this;
  }

  At requiredObject() {
    required();
    require(node.isObject(), Reason.WRONG_TYPE);
    return this;
  }

  void require(boolean holds, Reason reason) {
    if (!holds) {
      throw rejected(reason);
    }
  }

  RejectedException rejected(Reason reason) {
    return new RejectedException(reason, path());
  }

  String path() {
    StringBuilder path = new StringBuilder();
    append(path);
    return path.toString();
  }

  private void append(StringBuilder path) {
    if (parent != null) {
      parent.append(path);
    }
    path.append(step);
  }
}
