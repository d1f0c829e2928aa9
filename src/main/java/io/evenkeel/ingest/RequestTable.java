package io.evenkeel.ingest;

import io.evenkeel.ingest.RejectedException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a scoring request, in any of the shapes that model servers take. */
final class RequestTable {
  /** Keys under which one instance may hold nothing but its list of values. */
  private static final List<String> LISTS = List.of("features", "data");

  private final Limits limits;
  private final List<String> names;
  private final Tensors tensors;
  private final FieldsAndValues tables;

  RequestTable(Limits limits, List<String> names) {
    this.limits = limits;
    this.names = names;
    tensors = new Tensors(limits);
    tables = new FieldsAndValues(limits);
  }

  List<Row> read(At body) {
    if (body.isArray()) {
      return list(body);
    }
    body.requiredObject();
    if (body.field("fields").present()) {
      return tables.read(body.field("fields"), body.field("values"));
    }
    if (body.field("instances").present()) {
      return list(body.field("instances"));
    }
    At split = body.field("dataframe_split");
    if (split.present()) {
      return tables.read(split.field("columns"), split.field("data"));
    }
    if (body.field("columns").isArray()) {
      return tables.read(body.field("columns"), body.field("data"));
    }
    if (body.field("dataframe_records").present()) {
      return list(body.field("dataframe_records"));
    }
    if (body.field("input_data").isArray()) {
      return several(body.field("input_data"));
    }
    At inputs = body.field("inputs");
    if (Tensors.are(inputs)) {
      return tensors.inputs(inputs, names);
    }
    if (inputs.isObject()) {
      return columns(inputs);
    }
    return inputs.present() ? list(inputs) : List.of(instance(body));
  }

  private List<Row> several(At list) {
    List<Row> rows = new ArrayList<>();
    for (At item : JsonText.items(list.requiredArray(limits.rows()))) {
      rows.addAll(tables.read(item.field("fields"), item.field("values")));
      list.require(rows.size() <= limits.rows(), Reason.TOO_MANY);
    }
    return rows;
  }

  private List<Row> list(At list) {
    list.requiredArray(limits.rows());
    List<Row> rows = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      rows.add(instance(list.item(i)));
    }
    return rows;
  }

  private Row instance(At at) {
    if (at.isArray()) {
      return positions(at);
    }
    if (!at.isObject()) {
      at.required();
      return new Row(at, Map.of(name(at, 0, 1), at));
    }
    for (String key : LISTS) {
      if (at.size() == 1 && at.field(key).isArray()) {
        return positions(at.field(key));
      }
    }
    at.require(at.size() <= limits.columns(), Reason.TOO_MANY);
    return new Row(at, at.entries());
  }

  private Row positions(At list) {
    list.requiredArray(limits.columns());
    Map<String, At> cells = new LinkedHashMap<>();
    for (int c = 0; c < list.size(); c++) {
      cells.put(name(list, c, list.size()), list.item(c));
    }
    return new Row(list, cells);
  }

  private String name(At at, int column, int columns) {
    if (names.isEmpty()) {
      return "x" + column;
    }
    at.require(names.size() == columns, Reason.LENGTHS_DIFFER);
    return names.get(column);
  }

  private List<Row> columns(At inputs) {
    Map<String, At> lists = inputs.entries();
    inputs.require(lists.size() <= limits.columns(), Reason.TOO_MANY);
    int count = -1;
    for (At list : lists.values()) {
      list.requiredArray(limits.rows());
      list.require(count < 0 || count == list.size(), Reason.LENGTHS_DIFFER);
      count = list.size();
    }
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      Map<String, At> cells = new LinkedHashMap<>();
      for (Map.Entry<String, At> list : lists.entrySet()) {
        At item = list.getValue().item(r);
        // A model that takes a list of one value per row.
        cells.put(list.getKey(), item.isArray() && item.size() == 1 ? item.item(0) : item);
      }
      rows.add(new Row(inputs, cells));
    }
    return rows;
  }
}
