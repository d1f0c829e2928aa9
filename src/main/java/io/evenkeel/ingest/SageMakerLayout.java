package io.evenkeel.ingest;

import io.evenkeel.ingest.RejectedException.Reason;
import java.util.List;

/**
 * Data capture of SageMaker endpoints: {@code captureData} with input and output as CSV, JSON, JSON
 * lines or base64 of these, {@code eventMetadata}. The prediction's id is the {@code inferenceId},
 * else the {@code eventId}, as ground truth refers to it.
 */
final class SageMakerLayout implements Layout {
  private final JsonText json;
  private final SageMakerData data;
  private final RequestTable requests;
  private final ResponseTable responses;
  private final CallReader calls;

  SageMakerLayout(LayoutOptions options, Limits limits) {
    json = new JsonText(limits);
    data = new SageMakerData(limits);
    requests = new RequestTable(limits, options.columns().features());
    responses = new ResponseTable(limits);
    calls = new CallReader(options);
  }

  @Override
  public Events read(Payload payload) {
    Events events = Events.NONE;
    for (At record : json.parseAll(payload.body())) {
      events = events.plus(calls.read(call(record.requiredObject())));
    }
    return events;
  }

  private Call call(At record) {
    At capture = record.field("captureData").requiredObject();
    List<Row> asked = requests.read(data.read(capture.field("endpointInput").required()));
    At output = capture.field("endpointOutput").required();
    At answer = byRow(data.read(output), asked.size());
    At metadata = record.field("eventMetadata").requiredObject();
    return new Call(
        record,
        id(metadata),
        false,
        Scalars.time(metadata.field("inferenceTime").required()),
        null,
        null,
        1,
        null,
        asked,
        responses.read(answer, asked.size()),
        List.of());
  }

  /** Some containers answer several rows with one line, a number for each. */
  private static At byRow(At answer, int rows) {
    boolean oneLine = rows > 1 && answer.isArray() && answer.size() == 1;
    At line = answer.item(0);
    return oneLine && line.isArray() && line.size() == rows ? line : answer;
  }

  static String id(At metadata) {
    String id = Scalars.filled(metadata.field("inferenceId"));
    if (id == null) {
      id = Scalars.filled(metadata.field("eventId"));
    }
    if (id == null) {
      throw metadata.rejected(Reason.MISSING_ID);
    }
    return id;
  }
}
