package io.evenkeel.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.Verdict;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes versions beside each other into a result. */
final class SideBySideJson {
  private SideBySideJson() {}

  /** Adds the fields {@code versions} and {@code comparison} to an object. */
  static void write(JsonGenerator json, SideBySide comparison) throws IOException {
    json.writeArrayFieldStart("versions");
    for (Map.Entry<Series, SideBySide.Tally> version : comparison.versions().entrySet()) {
      SideBySide.Tally tally = version.getValue();
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringField("version", version.getKey().version());
      json.writeStringField("stage", version.getKey().stage().name());
      json.writeNumberField("n", tally.n());
      text(json, "verdict", tally.verdict());
      json.writeNumberField("breaches", tally.breaches());
      json.writeNumberField("insufficient", tally.insufficient());
      json.writeNumberField("ok", tally.ok());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("comparison");
    for (SideBySide.Row row : comparison.rows()) {
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringField("slice", row.key().slice());
      json.writeStringField("metric", row.key().metric());
      json.writeStringField("feature", row.key().feature());
      json.writeStringField("reference", row.key().reference());
      json.writeArrayFieldStart("values");
      for (Map.Entry<Series, Measurement> value : row.values().entrySet()) {
        value(json, value.getKey(), value.getValue());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void value(JsonGenerator json, Series series, Measurement m) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", series.version());
    json.writeStringField("stage", series.stage().name());
    number(json, "value", m.value());
    number(json, "lower", m.lower());
    number(json, "upper", m.upper());
    text(json, "verdict", m.verdict());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, @Nullable Verdict verdict)
      throws IOException {
    json.writeStringField(name, verdict == null ? null : verdict.name());
  }

  private static void number(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
