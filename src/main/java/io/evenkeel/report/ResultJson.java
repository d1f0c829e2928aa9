package io.evenkeel.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.evenkeel.alert.Alert;
import io.evenkeel.batch.BatchResult;
import io.evenkeel.batch.ErrorStream;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.WindowReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes window reports and alerts as one JSON document, one object a line, byte for byte the same
 * for the same results.
 *
 * <p>Undefined numbers are null, times are ISO 8601 in UTC, lags are seconds.
 */
public final class ResultJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private ResultJson() {}

  /**
   * Writes {@code {"windows": [...], "alerts": [...]}} and a final line break; the stream stays
   * open.
   */
  public static void write(List<WindowReport> windows, List<Alert> alerts, OutputStream out)
      throws IOException {
    write(windows, alerts, List.of(), out);
  }

  /** The same with {@code "errorStreams": [...]}, where there are any. */
  public static void write(
      List<WindowReport> windows, List<Alert> alerts, List<ErrorStream> errors, OutputStream out)
      throws IOException {
    write(windows, alerts, errors, null, out);
  }

  /** The same of a whole batch, with versions beside each other where a comparison is given. */
  public static void write(BatchResult result, @Nullable SideBySide comparison, OutputStream out)
      throws IOException {
    write(result.windows(), result.alerts(), result.errorStreams(), comparison, out);
  }

  private static void write(
      List<WindowReport> windows,
      List<Alert> alerts,
      List<ErrorStream> errors,
      @Nullable SideBySide comparison,
      OutputStream out)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("windows");
      for (WindowReport window : windows) {
        json.writeRaw('\n');
        window(json, window);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("alerts");
      for (Alert alert : alerts) {
        json.writeRaw('\n');
        alert(json, alert);
      }
      json.writeEndArray();
      if (!errors.isEmpty()) {
        json.writeArrayFieldStart("errorStreams");
        for (ErrorStream stream : errors) {
          json.writeRaw('\n');
          errorStream(json, stream);
        }
        json.writeEndArray();
      }
      if (comparison != null) {
        SideBySideJson.write(json, comparison);
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** Writes one window as an object. */
  public static void window(JsonGenerator json, WindowReport window) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", window.series().model());
    json.writeStringField("version", window.series().version());
    json.writeStringField("stage", window.series().stage().name());
    json.writeStringField("slice", window.slice());
    json.writeStringField("window", window.window());
    json.writeStringField("start", time(window.start()));
    json.writeStringField("end", time(window.end()));
    json.writeStringField("state", window.state().name());
    json.writeNumberField("revision", window.revision());
    string(json, "asOf", window.asOf() == null ? null : time(window.asOf()));
    json.writeNumberField("n", window.n());
    json.writeNumberField("labelled", window.labelled());
    json.writeNumberField("late", window.late());
    number(json, "labelCoverage", window.coverage());
    number(json, "labelLagMedian", seconds(window.lagMedian()));
    number(json, "labelLagP95", seconds(window.lag95()));
    json.writeStringField("profileHash", window.profileHash());
    json.writeArrayFieldStart("measurements");
    for (Measurement measurement : window.measurements()) {
      measurement(json, measurement);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Writes one measurement as an object. */
  public static void measurement(JsonGenerator json, Measurement m) throws IOException {
    json.writeStartObject();
    json.writeStringField("metric", m.metric());
    string(json, "feature", m.feature());
    number(json, "value", m.value());
    number(json, "lower", m.lower());
    number(json, "upper", m.upper());
    json.writeNumberField("n", m.n());
    string(json, "verdict", m.verdict() == null ? null : m.verdict().name());
    string(json, "reason", m.reason());
    string(json, "reference", m.reference());
    number(json, "tolerance", m.tolerance());
    json.writeEndObject();
  }

  /** One alert as an object on one line. */
  public static String text(Alert alert) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      alert(json, alert);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes one alert as an object. */
  public static void alert(JsonGenerator json, Alert alert) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", alert.id());
    string(json, "incident", alert.incident());
    json.writeStringField("state", alert.state().name());
    json.writeStringField("severity", alert.severity().name());
    json.writeStringField("kind", alert.kind().name());
    json.writeStringField("model", alert.series().model());
    json.writeStringField("version", alert.series().version());
    json.writeStringField("stage", alert.series().stage().name());
    json.writeStringField("check", alert.check());
    json.writeStringField("metric", alert.metric());
    json.writeStringField("slice", alert.slice());
    string(json, "reference", alert.referenceSlice());
    string(json, "feature", alert.feature());
    number(json, "estimate", alert.estimate());
    number(json, "lower", alert.lower());
    number(json, "upper", alert.upper());
    json.writeNumberField("tolerance", alert.tolerance());
    number(json, "evidence", alert.evidence());
    number(json, "threshold", alert.threshold());
    json.writeNumberField("n", alert.n());
    json.writeStringField("startedAt", time(alert.startedAt()));
    json.writeStringField("windowStart", time(alert.windowStart()));
    json.writeStringField("windowEnd", time(alert.windowEnd()));
    json.writeStringField("message", alert.message());
    json.writeStringField("profileHash", alert.profileHash());
    string(json, "supersedes", alert.supersedes());
    json.writeEndObject();
  }

  private static void errorStream(JsonGenerator json, ErrorStream stream) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", stream.series().model());
    json.writeStringField("version", stream.series().version());
    json.writeStringField("stage", stream.series().stage().name());
    json.writeStringField("slice", stream.slice());
    json.writeStringField("detector", stream.detector().toString());
    json.writeNumberField("n", stream.n());
    json.writeNumberField("errors", stream.errors());
    json.writeArrayFieldStart("changes");
    for (ErrorStream.Change change : stream.changes()) {
      json.writeStartObject();
      json.writeNumberField("row", change.row());
      json.writeStringField("predictionId", change.predictionId());
      json.writeStringField("time", time(change.time()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static @Nullable Double seconds(@Nullable Long millis) {
    return millis == null ? null : millis / 1000.0;
  }

  private static void number(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private static void string(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }
}
