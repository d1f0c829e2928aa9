package io.evenkeel.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.evenkeel.ingest.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code data} holds under its {@code encoding} and {@code observedContentType}. */
final class SageMakerData {
  private final JsonText json;
  private final CsvText csv;

  SageMakerData(Limits limits) {
    json = new JsonText(limits);
    csv = new CsvText(limits);
  }

  At read(At side) {
    At data = side.requiredObject().field("data").required();
    byte[] bytes = bytes(side, data);
    return switch (kind(side)) {
      case "CSV" -> csv.read(data, new String(bytes, StandardCharsets.UTF_8));
      case "JSON" -> json.inside(data, bytes);
      case "JSONLINES" -> lines(data, bytes);
      default -> throw side.field("encoding").rejected(Reason.UNSUPPORTED);
    };
  }

  private At lines(At data, byte[] bytes) {
    List<At> lines;
    try {
      lines = json.parseAll(bytes);
    } catch (RejectedException e) {
      throw data.rejected(e.reason());
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    lines.forEach(line -> all.add(line.node()));
    return data.holding(all);
  }

  private static byte[] bytes(At side, At data) {
    if (!data.node().isTextual()) {
      // Some exporters unpack JSON into the record.
      data.require(data.isObject() || data.isArray(), Reason.WRONG_TYPE);
      return data.node().toString().getBytes(StandardCharsets.UTF_8);
    }
    String text = data.node().textValue();
    if (!word(side.field("encoding")).equals("BASE64")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw data.rejected(Reason.MALFORMED);
    }
  }

  private static String kind(At side) {
    String type = word(side.field("observedContentType"));
    String encoding = word(side.field("encoding"));
    if (type.contains("JSONLINES") || type.contains("NDJSON")) {
      return "JSONLINES";
    }
    return encoding.equals("BASE64")
        ? type.contains("CSV") ? "CSV" : type.contains("JSON") ? "JSON" : "BASE64"
        : encoding;
  }

  private static String word(At at) {
    @Nullable String text = at.node().isTextual() ? at.node().textValue() : "";
    return text == null ? "" : text.toUpperCase(Locale.ROOT);
  }
}
