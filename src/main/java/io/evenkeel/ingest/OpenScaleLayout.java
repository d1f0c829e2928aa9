package io.evenkeel.ingest;

import io.evenkeel.ingest.RejectedException.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Payload logging of Watson OpenScale: {@code request} and {@code response} with {@code fields} and
 * {@code values}, {@code meta} inside the request or beside it, {@code response_time}, {@code
 * scoring_id}, {@code scoring_timestamp}. Row n of a call is {@code <scoring_id>-n}.
 */
final class OpenScaleLayout implements Layout {
  private final JsonText json;
  private final RequestTable requests;
  private final ResponseTable responses;
  private final FieldsAndValues tables;
  private final CallReader calls;

  OpenScaleLayout(LayoutOptions options, Limits limits) {
    json = new JsonText(limits);
    requests = new RequestTable(limits, options.columns().features());
    responses = new ResponseTable(limits);
    tables = new FieldsAndValues(limits);
    calls = new CallReader(options);
  }

  @Override
  public Events read(Payload payload) {
    Events events = Events.NONE;
    List<At> records = json.parseAll(payload.body());
    for (int i = 0; i < records.size(); i++) {
      At record = records.get(i);
      events = events.plus(calls.read(call(payload, record, i, records.size())));
    }
    return events;
  }

  private Call call(Payload payload, At record, int index, int count) {
    At request = record.requiredObject().field("request").required();
    List<Row> asked = requests.read(request);
    List<Row> answered = responses.read(record.field("response").required(), asked.size());
    String id = Scalars.filled(record.field("scoring_id"));
    At time = record.field("scoring_timestamp");
    return new Call(
        record,
        id == null ? Call.rowId(payload.fallbackId(), index, count, false) : id,
        true,
        time.present() ? Scalars.time(time) : payload.arrived(),
        null,
        null,
        1,
        responseTime(record.field("response_time")),
        asked,
        answered,
        meta(record, request));
  }

  private static @Nullable Double responseTime(At at) {
    return at.present() ? (Double) Scalars.number(at, Reason.WRONG_TYPE) : null;
  }

  private List<Row> meta(At record, At request) {
    At inside = request.field("meta");
    At meta = inside.present() ? inside : record.field("meta");
    return meta.present() ? tables.read(meta.field("fields"), meta.field("values")) : List.of();
  }
}
