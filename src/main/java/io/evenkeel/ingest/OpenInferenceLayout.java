package io.evenkeel.ingest;

import io.evenkeel.ingest.RejectedException.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of the Open Inference Protocol, version 2: a record with {@code request} and {@code
 * response}, or each on its own, joined by {@code id} or, without one, by the record's {@code
 * x-request-id} header or key.
 */
final class OpenInferenceLayout implements Layout {
  private final LayoutOptions options;
  private final JsonText json;
  private final RequestTable requests;
  private final ResponseTable responses;
  private final CallReader calls;

  OpenInferenceLayout(LayoutOptions options, Limits limits) {
    this.options = options;
    json = new JsonText(limits);
    requests = new RequestTable(limits, options.columns().features());
    responses = new ResponseTable(limits);
    calls = new CallReader(options);
  }

  @Override
  public Events read(Payload payload) {
    At body = json.parse(payload.body()).requiredObject();
    if (body.field("request").present()) {
      return calls.read(call(payload, body));
    }
    if (body.field("inputs").present()) {
      return Events.of(half(payload, body, Half.Kind.REQUEST));
    }
    At outputs = body.field("outputs").required();
    outputs.require(outputs.isArray(), Reason.WRONG_TYPE);
    return Events.of(half(payload, body, Half.Kind.RESPONSE));
  }

  private Call call(Payload payload, At body) {
    At request = body.field("request").requiredObject();
    At response = body.field("response").requiredObject();
    List<Row> asked = requests.read(request);
    @Nullable String id = first(body.field("id"), request.field("id"), response.field("id"));
    return new Call(
        body,
        id == null ? payload.fallbackId() : id,
        false,
        time(payload, body.field("time")),
        first(body.field("model_name"), request.field("model_name"), response.field("model_name")),
        first(
            body.field("model_version"),
            request.field("model_version"),
            response.field("model_version")),
        1,
        null,
        asked,
        responses.read(response, asked.size()),
        List.of());
  }

  private Half half(Payload payload, At body, Half.Kind kind) {
    @Nullable String id = Scalars.filled(body.field("id"));
    if (id == null) {
      id = payload.header("x-request-id");
    }
    if (id == null) {
      id = payload.header(Layouts.KEY);
    }
    if (id == null || id.isBlank() || id.length() > Limits.TEXT) {
      throw body.field("id").rejected(Reason.MISSING_ID);
    }
    return new Half(
        options.source(),
        kind,
        id,
        id,
        payload.arrived(),
        options.model() == null ? Scalars.filled(body.field("model_name")) : options.model(),
        options.version() == null ? Scalars.filled(body.field("model_version")) : options.version(),
        body.node().toString());
  }

  private static Instant time(Payload payload, At time) {
    return time.present() ? Scalars.time(time) : payload.arrived();
  }

  private static @Nullable String first(At... candidates) {
    for (At candidate : candidates) {
      String text = Scalars.filled(candidate);
      if (text != null) {
        return text;
      }
    }
    return null;
  }
}
