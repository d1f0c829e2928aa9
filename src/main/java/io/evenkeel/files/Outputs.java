package io.evenkeel.files;

import io.evenkeel.files.Cell.BrokenCell;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the model said, read from a row. */
final class Outputs {
  private final @Nullable LabelRule rule;
  private final ClassNames classes;
  private final Cell prediction;
  private final Cell probability;
  private final Map<String, Cell> scores;
  private final Cell value;

  Outputs(ColumnMap map, Binding binding) {
    ColumnMap.Output output = map.output();
    rule = output.prediction();
    classes = map.classes();
    prediction = binding.cell("prediction", rule);
    probability = binding.cell("probability", output.probability());
    scores = binding.cells("scores", output.scores());
    value = binding.cell("value", output.value());
  }

  @Nullable String label(Row row) throws BrokenCell {
    return rule == null ? null : label(rule, prediction, classes, row);
  }

  static @Nullable String label(LabelRule rule, Cell cell, ClassNames classes, Row row)
      throws BrokenCell {
    String text = cell.text(row);
    try {
      return text == null ? null : rule.label(text, classes);
    } catch (NumberFormatException e) {
      throw cell.broken(text, "a number", e);
    }
  }

  Map<String, Double> scores(Row row) throws BrokenCell {
    Map<String, Double> result = new LinkedHashMap<>();
    Double p = share(probability, row);
    if (p != null) {
      result.put(classes.positive(), p);
      result.put(classes.negative(), 1 - p);
    }
    for (Map.Entry<String, Cell> entry : scores.entrySet()) {
      Double score = share(entry.getValue(), row);
      if (score != null) {
        result.put(entry.getKey(), score);
      }
    }
    return result;
  }

  private static @Nullable Double share(Cell cell, Row row) throws BrokenCell {
    Double p = cell.number(row);
    if (p != null && !(p >= 0 && p <= 1)) {
      throw cell.broken(cell.text(row), "a probability from 0 to 1", null);
    }
    return p;
  }

  @Nullable Double value(Row row) throws BrokenCell {
    return value.number(row);
  }
}
