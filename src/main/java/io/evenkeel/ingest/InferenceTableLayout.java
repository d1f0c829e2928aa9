package io.evenkeel.ingest;

import io.evenkeel.ingest.RejectedException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the inference tables of Databricks and MLflow model serving: {@code request} and {@code
 * response} as JSON text. The call's id is {@code client_request_id}, else {@code
 * databricks_request_id}; a row weighs 1 / {@code sampling_fraction}; answers other than 200 hold
 * no prediction.
 */
final class InferenceTableLayout implements Layout {
  private static final int OK = 200;

  private final JsonText json;
  private final RequestTable requests;
  private final ResponseTable responses;
  private final CallReader calls;

  InferenceTableLayout(LayoutOptions options, Limits limits) {
    json = new JsonText(limits);
    requests = new RequestTable(limits, options.columns().features());
    responses = new ResponseTable(limits);
    calls = new CallReader(options);
  }

  @Override
  public Events read(Payload payload) {
    Events events = Events.NONE;
    for (At record : json.parseAll(payload.body())) {
      events = events.plus(row(record.requiredObject()));
    }
    return events;
  }

  private Events row(At record) {
    At status = record.field("status_code");
    if (status.present() && Scalars.number(status, Reason.WRONG_TYPE) != OK) {
      return new Events(List.of(), List.of(), List.of(), Map.of(Note.FAILED_CALL, 1));
    }
    At request = content(record.field("request").required());
    List<Row> asked = requests.read(request);
    At answer = content(record.field("response").required());
    At metadata = record.field("request_metadata");
    return calls.read(
        new Call(
            record,
            id(record),
            false,
            time(record),
            Scalars.filled(metadata.field("model_name")),
            Scalars.filled(metadata.field("model_version")),
            weight(record.field("sampling_fraction")),
            optional(record.field("execution_time_ms"), record.field("execution_duration_ms")),
            asked,
            responses.read(answer, asked.size()),
            List.of()));
  }

  private At content(At at) {
    return at.node().isTextual() ? json.inside(at) : at;
  }

  private static String id(At record) {
    String id = Scalars.filled(record.field("client_request_id"));
    if (id == null) {
      id = Scalars.filled(record.field("databricks_request_id"));
    }
    if (id == null) {
      throw record.rejected(Reason.MISSING_ID);
    }
    return id;
  }

  private static Instant time(At record) {
    At milliseconds = record.field("timestamp_ms");
    return Scalars.time(
        milliseconds.present() ? milliseconds : record.field("request_time").required());
  }

  private static double weight(At fraction) {
    return fraction.present()
        ? Scalars.weight(fraction, 1 / Scalars.number(fraction, Reason.INVALID_WEIGHT))
        : 1;
  }

  private static @Nullable Double optional(At first, At second) {
    At at = first.present() ? first : second;
    return at.present() ? (Double) Scalars.number(at, Reason.WRONG_TYPE) : null;
  }
}
