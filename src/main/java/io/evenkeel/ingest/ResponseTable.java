package io.evenkeel.ingest;

import io.evenkeel.ingest.RejectedException.Reason;
import java.util.ArrayList;
import java.util.List;

/** The rows of a scoring response, in any of the shapes that model servers give. */
final class ResponseTable {
  private final Limits limits;
  private final Tensors tensors;
  private final FieldsAndValues tables;

  ResponseTable(Limits limits) {
    this.limits = limits;
    tensors = new Tensors(limits);
    tables = new FieldsAndValues(limits);
  }

  /**
   * The rows.
   *
   * @param requests how many rows were asked for: tells one answer of several numbers from several
   *     answers
   */
  List<Row> read(At body, int requests) {
    if (body.isArray()) {
      return list(body, requests);
    }
    if (!body.isObject()) {
      return List.of(Row.of(body.required()));
    }
    if (body.field("fields").present()) {
      return tables.read(body.field("fields"), body.field("values"));
    }
    At outputs = body.field("outputs");
    if (Tensors.are(outputs)) {
      return tensors.outputs(outputs);
    }
    At predictions = body.field("predictions");
    if (predictions.present()) {
      return predictions.isObject() ? read(predictions, requests) : list(predictions, requests);
    }
    return List.of(item(body));
  }

  private List<Row> list(At list, int requests) {
    list.requiredArray(limits.rows());
    boolean oneVector = requests == 1 && list.size() > 1 && list.item(0).node().isNumber();
    if (oneVector) {
      return List.of(Row.of(list));
    }
    List<Row> rows = new ArrayList<>();
    for (At item : JsonText.items(list)) {
      if (item.isObject() && item.field("fields").isArray()) {
        rows.addAll(tables.read(item.field("fields"), item.field("values")));
      } else {
        rows.add(item(item));
      }
    }
    list.require(rows.size() <= limits.rows(), Reason.TOO_MANY);
    return rows;
  }

  private Row item(At item) {
    if (!item.isObject()) {
      return Row.of(item);
    }
    item.require(item.size() <= limits.columns(), Reason.TOO_MANY);
    return new Row(item, item.entries());
  }
}
