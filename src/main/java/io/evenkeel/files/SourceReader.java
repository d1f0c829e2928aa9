package io.evenkeel.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.problem.Problem;
import io.evenkeel.problem.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands at one key of a column map. */
final class SourceReader {
  private static final Set<String> SOURCE_KEYS = Set.of("column", "literal");
  private static final Set<String> RULE_KEYS = Set.of("column", "equals", "at-least");
  private static final Set<String> FEATURE_KEYS = Set.of("column", "type");
  private static final Source NONE = new Source.Literal("");

  private final String path;
  private final List<Problem> problems;

  SourceReader(String path, List<Problem> problems) {
    this.path = path;
    this.problems = problems;
  }

  /** A column; a plain string names it. */
  Source column(JsonNode node) {
    return node.isValueNode() ? new Source.Column(node.asText()) : explicit(node);
  }

  /** A column or, if the header has no such column, the text itself. */
  Source columnOrLiteral(JsonNode node) {
    return node.isValueNode() ? new Source.ColumnOrLiteral(node.asText()) : explicit(node);
  }

  private Source explicit(JsonNode node) {
    keysAmong(node, SOURCE_KEYS);
    if (node.has("column") == node.has("literal")) {
      return problem("a column name, {column: name} or {literal: text} is needed", NONE);
    }
    return node.has("column")
        ? new Source.Column(node.get("column").asText())
        : new Source.Literal(node.get("literal").asText());
  }

  /** A class as written, or derived by {@code equals} or {@code at-least}. */
  LabelRule rule(JsonNode node) {
    if (!node.has("equals") && !node.has("at-least")) {
      return new LabelRule.AsWritten(column(node));
    }
    keysAmong(node, RULE_KEYS);
    if (!node.has("column") || (node.has("equals") && node.has("at-least"))) {
      return problem(
          "{column: name, equals: text} or {column: name, at-least: number} is needed",
          new LabelRule.AsWritten(NONE));
    }
    Source column = new Source.Column(node.get("column").asText());
    return node.has("equals")
        ? new LabelRule.EqualTo(column, node.get("equals").asText())
        : atLeast(column, node.get("at-least"));
  }

  private LabelRule atLeast(Source column, JsonNode threshold) {
    if (!threshold.isNumber()) {
      problem("at-least needs a number, not '" + threshold.asText() + "'", column);
    }
    return new LabelRule.AtLeast(column, threshold.asDouble());
  }

  /** A feature: its kind, or {@code {column: name, type: kind}}. */
  FeatureColumn feature(String name, JsonNode node) {
    if (node.isValueNode()) {
      return new FeatureColumn(name, kind(node));
    }
    keysAmong(node, FEATURE_KEYS);
    JsonNode column = node.get("column");
    return new FeatureColumn(column == null ? name : column.asText(), kind(node.get("type")));
  }

  private FeatureKind kind(@Nullable JsonNode node) {
    String word = node == null ? "" : node.asText().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "numeric" -> FeatureKind.NUMERIC;
      case "categorical" -> FeatureKind.CATEGORICAL;
      default ->
          problem(
              "'%s' is not a kind of feature (numeric or categorical)%s"
                  .formatted(word, Suggestion.text(word, List.of("numeric", "categorical"))),
              FeatureKind.CATEGORICAL);
    };
  }

  private void keysAmong(JsonNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problem("'" + key + "' is not known here" + Suggestion.text(key, known), key);
              }
            });
  }

  private <T> T problem(String message, T instead) {
    problems.add(new Problem(path, message));
    return instead;
  }
}
