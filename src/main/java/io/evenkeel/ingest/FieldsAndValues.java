package io.evenkeel.ingest;

import io.evenkeel.ingest.RejectedException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables with their column names first: {@code fields} and {@code values}. */
final class FieldsAndValues {
  private final Limits limits;

  FieldsAndValues(Limits limits) {
    this.limits = limits;
  }

  List<Row> read(At names, At rows) {
    List<String> columns = columns(names);
    rows.requiredArray(limits.rows());
    List<Row> table = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      At row = rows.item(i).requiredArray(limits.columns());
      row.require(row.size() == columns.size(), Reason.LENGTHS_DIFFER);
      Map<String, At> cells = new LinkedHashMap<>();
      for (int c = 0; c < columns.size(); c++) {
        cells.put(columns.get(c), row.item(c));
      }
      table.add(new Row(row, cells));
    }
    return table;
  }

  private List<String> columns(At names) {
    names.requiredArray(limits.columns());
    List<String> columns = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      At name = names.item(i);
      String text = Scalars.filled(name);
      name.require(text != null, Reason.MISSING_FIELD);
      columns.add(text == null ? "" : text);
    }
    return columns;
  }
}
