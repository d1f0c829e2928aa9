package io.evenkeel.files;

import io.evenkeel.event.FeatureValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the model saw, read from a row; counts the numbers that are none. */
final class Features {
  private final Map<String, FeatureColumn> columns;
  private final Map<String, Cell> cells = new LinkedHashMap<>();
  private final Map<String, Unreadable> unreadable = new LinkedHashMap<>();

  Features(ColumnMap map, Binding binding) {
    columns = map.features();
    columns.forEach(
        (name, column) -> cells.put(name, binding.column("features." + name, column.column())));
  }

  Map<String, FeatureValue> read(Row row) {
    Map<String, FeatureValue> values = new LinkedHashMap<>();
    cells.forEach((name, cell) -> values.put(name, value(name, cell.text(row), row)));
    return values;
  }

  private FeatureValue value(String name, @Nullable String text, Row row) {
    FeatureColumn column = columns.get(name);
    if (text == null || column == null) {
      return FeatureValue.MISSING;
    }
    return switch (column.kind()) {
      case NUMERIC -> number(name, text, row);
      case CATEGORICAL -> FeatureValue.of(text);
    };
  }

  private FeatureValue number(String name, String text, Row row) {
    try {
      return FeatureValue.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      unreadable.merge(
          name, new Unreadable(name, 1, row.line(), text), (before, one) -> before.plusOne());
      return FeatureValue.MISSING;
    }
  }

  List<Unreadable> unreadable() {
    return List.copyOf(unreadable.values());
  }
}
