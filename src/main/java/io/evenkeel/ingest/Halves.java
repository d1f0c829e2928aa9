package io.evenkeel.ingest;

import io.evenkeel.ingest.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins the two halves of a call. */
public final class Halves {
  private final JsonText json;
  private final RequestTable requests;
  private final ResponseTable responses;
  private final CallReader calls;

  public Halves(LayoutOptions options, Limits limits) {
    json = new JsonText(limits);
    requests = new RequestTable(limits, options.columns().features());
    responses = new ResponseTable(limits);
    calls = new CallReader(options);
  }

  /**
   * The predictions of a call; they were made when it was asked.
   *
   * @throws RejectedException the only exception, with paths that begin in {@code request} or
   *     {@code response}
   */
  public Events join(Half request, Half response) {
    At asked = parse("request", request);
    List<Row> rows = requests.read(asked);
    At answered = parse("response", response);
    List<Row> answers = responses.read(answered, rows.size());
    return calls.read(
        new Call(
            asked,
            request.id(),
            false,
            request.time(),
            first(request.model(), response.model(), answered.field("model_name")),
            first(request.version(), response.version(), answered.field("model_version")),
            1,
            responseTime(request, response),
            rows,
            answers,
            List.of()));
  }

  private static @Nullable String first(
      @Nullable String request, @Nullable String response, At body) {
    return request != null ? request : response != null ? response : Scalars.filled(body);
  }

  private static double responseTime(Half request, Half response) {
    return Math.max(0, response.time().toEpochMilli() - request.time().toEpochMilli());
  }

  private At parse(String name, Half half) {
    At place = new At(json.parse(half.body().getBytes(StandardCharsets.UTF_8)).node(), null, name);
    place.require(place.isObject() || place.isArray(), Reason.WRONG_TYPE);
    return place;
  }
}
