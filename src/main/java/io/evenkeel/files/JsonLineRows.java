package io.evenkeel.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a file with one JSON object per line.
 *
 * <p>Fields of inner objects are columns named {@code outer.inner}; a list is its JSON text; an
 * absent field, null and an empty text are all missing. The columns are those of the first 1,000
 * rows; a field that appears later for the first time is not seen.
 */
final class JsonLineRows implements RowReader {
  private static final int ROWS_FOR_HEADER = 1000;
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final String name;
  private final ReadLimits limits;
  private final BufferedReader text;
  private final Queue<Parsed> ahead = new ArrayDeque<>();
  private final Header header;
  private long line;
  private long index;

  private record Parsed(long line, Map<String, String> fields) {}

  JsonLineRows(String name, InputStream in, ReadLimits limits) throws IOException {
    this.name = name;
    this.limits = limits;
    this.text = StrictUtf8.reader(name, in);
    Set<String> names = new LinkedHashSet<>();
    for (Parsed row = parse(); row != null; row = parse()) {
      ahead.add(row);
      names.addAll(row.fields().keySet());
      if (ahead.size() == ROWS_FOR_HEADER) {
        break;
      }
    }
    header = new Header(new ArrayList<>(names));
    if (header.width() > limits.maxColumns()) {
      throw broken("more than " + limits.maxColumns() + " columns", null);
    }
  }

  @Override
  public Header header() {
    return header;
  }

  @Override
  public @Nullable Row next() throws IOException {
    Parsed row = ahead.isEmpty() ? parse() : ahead.remove();
    if (row == null) {
      return null;
    }
    @Nullable String[] cells = new @Nullable String[header.width()];
    row.fields().forEach((key, value) -> header.indexOf(key).ifPresent(i -> cells[i] = value));
    return new Row(row.line(), index++, cells);
  }

  private @Nullable Parsed parse() throws IOException {
    String json = nextLine();
    if (json == null) {
      return null;
    }
    try {
      JsonNode node = JSON.readTree(json);
      if (!node.isObject()) {
        throw broken("not a JSON object", null);
      }
      Map<String, String> fields = new LinkedHashMap<>();
      flatten("", node, fields);
      return new Parsed(line, fields);
    } catch (JsonProcessingException e) {
      throw broken("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private void flatten(String prefix, JsonNode object, Map<String, String> fields)
      throws IOException {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        flatten(key + ".", value, fields);
      } else {
        String cell = value.isNull() ? "" : value.isArray() ? value.toString() : value.asText();
        if (cell.length() > limits.maxFieldLength()) {
          throw broken("'" + key + "' is longer than " + limits.maxFieldLength(), null);
        }
        fields.put(key, cell);
      }
    }
    fields.values().removeIf(String::isEmpty);
  }

  /** The next line that is not blank, never longer than allowed. */
  private @Nullable String nextLine() throws IOException {
    StringBuilder collected = new StringBuilder();
    try {
      for (int c = text.read(); c >= 0; c = text.read()) {
        if (c != '\n') {
          collected.append((char) c);
        } else {
          line++;
          if (!collected.toString().isBlank()) {
            return collected.toString();
          }
          collected.setLength(0);
        }
        if (collected.length() > limits.maxLineLength()) {
          throw broken("longer than " + limits.maxLineLength() + " characters", null);
        }
      }
    } catch (CharacterCodingException e) {
      throw broken(StrictUtf8.NOT_UTF8, e);
    }
    line++;
    return collected.toString().isBlank() ? null : collected.toString();
  }

  private RowException broken(String message, @Nullable Throwable cause) {
    return new RowException(name, line, message, cause);
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
