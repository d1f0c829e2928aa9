package io.evenkeel.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.evenkeel.ingest.RejectedException.Reason;
import java.io.IOException;

/** CSV without a header as a JSON list of lists: numbers where they are written as such. */
final class CsvText {
  private final Limits limits;

  CsvText(Limits limits) {
    this.limits = limits;
  }

  At read(At place, String text) {
    place.require(text.length() <= limits.bytes(), Reason.TOO_LARGE);
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().maxBufferSize(limits.bytes() + 1024).ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        place.require(rows.size() < limits.rows(), Reason.TOO_MANY);
        place.require(record.getFieldCount() <= limits.columns(), Reason.TOO_MANY);
        ArrayNode row = rows.addArray();
        record.getFields().forEach(field -> add(row, field.strip()));
      }
    } catch (IOException | CsvParseException e) {
      throw place.rejected(Reason.MALFORMED);
    }
    place.require(rows.size() > 0, Reason.EMPTY);
    return place.holding(rows);
  }

  private static void add(ArrayNode row, String field) {
    if (field.isEmpty()) {
      row.addNull();
    } else if (numeric(field)) {
      double number = Double.parseDouble(field);
      if (number == Math.rint(number) && Math.abs(number) < 1e15) {
        row.add((long) number);
      } else {
        row.add(number);
      }
    } else {
      row.add(field);
    }
  }

  /** A plain decimal; no hexadecimal, no type suffix, no leading zero that a code may have. */
  private static boolean numeric(String field) {
    int i = field.charAt(0) == '-' || field.charAt(0) == '+' ? 1 : 0;
    if (field.length() > 40 || i == field.length()) {
      return false;
    }
    if (field.charAt(i) == '0'
        && i + 1 < field.length()
        && Character.isDigit(field.charAt(i + 1))) {
      return false;
    }
    return field.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
  }
}
