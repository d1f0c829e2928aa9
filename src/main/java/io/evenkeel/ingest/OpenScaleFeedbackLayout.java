package io.evenkeel.ingest;

import io.evenkeel.event.Feedback;
import io.evenkeel.ingest.RejectedException.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Feedback logging of Watson OpenScale: {@code fields} and {@code values}, or a list of records,
 * with the features, the label, and the id of the row's transaction. Meta columns are accepted and
 * left out.
 */
final class OpenScaleFeedbackLayout implements Layout {
  private static final List<String> IDS = List.of("record_id", "transaction_id", "scoring_id");
  private static final List<String> TIMES = List.of("record_timestamp", "timestamp");

  private final LayoutOptions options;
  private final JsonText json;
  private final FieldsAndValues tables;
  private final FeedbackRows rows;
  private final Limits limits;

  OpenScaleFeedbackLayout(LayoutOptions options, Limits limits) {
    this.options = options;
    this.limits = limits;
    json = new JsonText(limits);
    tables = new FieldsAndValues(limits);
    rows = new FeedbackRows(options);
  }

  @Override
  public Events read(Payload payload) {
    List<Feedback> feedback = new ArrayList<>();
    Map<Note, Integer> notes = new EnumMap<>(Note.class);
    for (At record : json.parseAll(payload.body())) {
      record.requiredObject();
      for (Row row : table(record)) {
        feedback.add(feedback(row, payload));
        record.require(feedback.size() <= limits.rows(), Reason.TOO_MANY);
        if (options.columns().meta().stream().anyMatch(row.cells()::containsKey)) {
          notes.merge(Note.META_IGNORED, 1, Integer::sum);
        }
      }
      if (record.field("meta").present()) {
        notes.merge(Note.META_IGNORED, 1, Integer::sum);
      }
    }
    return new Events(List.of(), feedback, List.of(), notes);
  }

  private List<Row> table(At record) {
    if (record.field("fields").present()) {
      return tables.read(record.field("fields"), record.field("values"));
    }
    record.require(record.size() <= limits.columns(), Reason.TOO_MANY);
    return List.of(new Row(record, record.entries()));
  }

  private Feedback feedback(Row row, Payload payload) {
    @Nullable At id = cell(row, options.columns().id(), IDS);
    @Nullable String text = id == null ? null : Scalars.filled(id);
    row.place().require(text != null, Reason.MISSING_ID);
    @Nullable At label = cell(row, options.columns().label(), List.of("label"));
    if (label == null) {
      throw row.place().rejected(Reason.MISSING_LABEL);
    }
    @Nullable At time = cell(row, null, TIMES);
    return rows.read(
        row.place(),
        text == null ? "" : text,
        label,
        time == null ? payload.arrived() : Scalars.time(time));
  }

  private static @Nullable At cell(Row row, @Nullable String given, List<String> usual) {
    for (String name : given == null ? usual : List.of(given)) {
      At cell = row.cells().get(name);
      if (cell != null && cell.present()) {
        return cell;
      }
    }
    return null;
  }
}
