package io.evenkeel.ingest;

import io.evenkeel.event.Feedback;
import io.evenkeel.ingest.RejectedException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ground truth of SageMaker: {@code groundTruthData} with one label per line of CSV, {@code
 * eventMetadata.eventId}. Names no time, so that a label is known when it arrives.
 */
final class GroundTruthLayout implements Layout {
  private final JsonText json;
  private final SageMakerData data;
  private final FeedbackRows rows;
  private final Limits limits;

  GroundTruthLayout(LayoutOptions options, Limits limits) {
    json = new JsonText(limits);
    data = new SageMakerData(limits);
    rows = new FeedbackRows(options);
    this.limits = limits;
  }

  @Override
  public Events read(Payload payload) {
    List<Feedback> feedback = new ArrayList<>();
    for (At record : json.parseAll(payload.body())) {
      record.requiredObject();
      String id = SageMakerLayout.id(record.field("eventMetadata").requiredObject());
      At truth = record.field("groundTruthData").requiredObject();
      At labels = data.read(truth);
      Instant time = payload.arrived();
      if (!labels.isArray()) {
        feedback.add(rows.read(record, id, labels, time));
        continue;
      }
      for (int i = 0; i < labels.size(); i++) {
        At line = labels.item(i);
        At label = line.isArray() ? line.item(0) : line;
        String rowId = Call.rowId(id, i, labels.size(), false);
        feedback.add(rows.read(truth.field("data"), rowId, label, time));
        record.require(feedback.size() <= limits.rows(), Reason.TOO_MANY);
      }
    }
    return new Events(List.of(), feedback, List.of(), Map.of());
  }
}
