package io.evenkeel.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Column maps and files written inline. */
final class Maps {
  private Maps() {}

  static JsonNode yaml(String text) {
    try {
      return SchemaFile.yaml().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ColumnMap map(String yaml) {
    return ColumnMapReader.read(yaml(yaml), "columns");
  }

  static List<String> problems(String yaml) {
    List<Problem> problems = new ArrayList<>();
    ColumnMap unused = ColumnMapReader.read(yaml(yaml), "columns", problems);
    assert unused != null;
    return problems.stream().map(Problem::toString).toList();
  }

  static RowReader rows(String name, String text) throws IOException {
    return rows(name, text.getBytes(StandardCharsets.UTF_8), ReadLimits.DEFAULT);
  }

  static RowReader rows(String name, byte[] bytes, ReadLimits limits) throws IOException {
    return RowReader.open(new ByteArrayInputStream(bytes), name, limits);
  }

  static List<EventRow> events(String yaml, String csv) throws IOException {
    try (EventRows rows = EventRows.open("a.csv", rows("a.csv", csv), map(yaml), null)) {
      return all(rows);
    }
  }

  static List<EventRow> all(EventRows rows) throws IOException {
    List<EventRow> all = new ArrayList<>();
    for (EventRow row = rows.next(); row != null; row = rows.next()) {
      all.add(row);
    }
    return all;
  }
}
