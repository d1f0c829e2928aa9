package io.evenkeel.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.evenkeel.ingest.RejectedException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tensors of the Open Inference Protocol, version 2, in JSON. The first dimension counts rows; a
 * tensor without dimensions is one row. Data may be flat or nested.
 */
final class Tensors {
  private final Limits limits;

  Tensors(Limits limits) {
    this.limits = limits;
  }

  /**
   * One tensor, row by row.
   *
   * @param width values per row
   */
  record Tensor(String name, At data, List<JsonNode> values, int rows, int width) {
    JsonNode value(int row, int column) {
      return values.get(row * width + column);
    }

    /** A row's value, or a list of its values if there are several. */
    At row(int row) {
      if (width == 1) {
        return new At(value(row, 0), data, "[" + row + "]");
      }
      ArrayNode list = JsonNodeFactory.instance.arrayNode(width);
      for (int column = 0; column < width; column++) {
        list.add(value(row, column));
      }
      return new At(list, data, "[" + row + "]");
    }
  }

  static boolean are(At list) {
    return list.isArray()
        && list.size() > 0
        && list.item(0).isObject()
        && list.item(0).field("name").present()
        && (list.item(0).field("shape").present() || list.item(0).field("datatype").present());
  }

  /** Inputs: one column for each value of a row. */
  List<Row> inputs(At list, List<String> names) {
    List<Tensor> tensors = read(list);
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < count(list, tensors); r++) {
      Map<String, At> cells = new LinkedHashMap<>();
      for (Tensor tensor : tensors) {
        boolean named = tensors.size() == 1 && tensor.width() > 1 && !names.isEmpty();
        tensor.data().require(!named || names.size() == tensor.width(), Reason.LENGTHS_DIFFER);
        for (int c = 0; c < tensor.width(); c++) {
          String suffix = tensor.width() == 1 ? "" : "." + c;
          String column = named ? names.get(c) : tensor.name() + suffix;
          cells.put(
              column,
              new At(tensor.value(r, c), tensor.data(), "[" + (r * tensor.width() + c) + "]"));
        }
      }
      rows.add(new Row(list, cells));
    }
    return rows;
  }

  /** Outputs: one column for each tensor, a list where a row has several values. */
  List<Row> outputs(At list) {
    List<Tensor> tensors = read(list);
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < count(list, tensors); r++) {
      Map<String, At> cells = new LinkedHashMap<>();
      for (Tensor tensor : tensors) {
        cells.put(tensor.name(), tensor.row(r));
      }
      rows.add(new Row(list, cells));
    }
    return rows;
  }

  private List<Tensor> read(At list) {
    list.requiredArray(limits.columns());
    list.require(list.size() > 0, Reason.MISSING_FIELD);
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      tensors.add(tensor(list.item(i).requiredObject()));
    }
    return tensors;
  }

  private static int count(At list, List<Tensor> tensors) {
    int rows = tensors.get(0).rows();
    for (Tensor tensor : tensors) {
      list.require(tensor.rows() == rows, Reason.LENGTHS_DIFFER);
    }
    return rows;
  }

  private Tensor tensor(At at) {
    At named = at.field("name").required();
    @Nullable String name = Scalars.filled(named);
    named.require(name != null, Reason.MISSING_FIELD);
    At data = at.field("data");
    // Tensors as raw bytes behind the JSON are another encoding.
    data.require(data.present(), Reason.UNSUPPORTED);
    data.requiredArray(limits.tokens());
    List<JsonNode> values = new ArrayList<>();
    flatten(data, data.node(), values);
    At shape = at.field("shape");
    int rows = shape.present() ? rows(shape, values.size()) : values.size();
    data.require(rows <= limits.rows(), Reason.TOO_MANY);
    data.require(rows > 0 && values.size() % rows == 0, Reason.LENGTHS_DIFFER);
    int width = values.size() / rows;
    data.require(width > 0 && width <= limits.columns(), Reason.TOO_MANY);
    return new Tensor(name == null ? "" : name, data, values, rows, width);
  }

  private int rows(At shape, int values) {
    shape.requiredArray(limits.depth());
    long product = 1;
    for (int i = 0; i < shape.size(); i++) {
      At dimension = shape.item(i);
      dimension.require(dimension.node().canConvertToInt(), Reason.WRONG_TYPE);
      int size = dimension.node().intValue();
      dimension.require(size > 0, Reason.LENGTHS_DIFFER);
      product = Math.min(product * size, Integer.MAX_VALUE);
    }
    shape.require(product == values, Reason.LENGTHS_DIFFER);
    return shape.size() == 0 ? 1 : shape.item(0).node().intValue();
  }

  private static void flatten(At at, JsonNode node, List<JsonNode> values) {
    for (JsonNode child : node) {
      at.require(!child.isObject(), Reason.WRONG_TYPE);
      if (child.isArray()) {
        flatten(at, child, values);
      } else {
        values.add(child);
      }
    }
  }
}
