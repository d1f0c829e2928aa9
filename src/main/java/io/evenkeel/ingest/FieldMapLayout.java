package io.evenkeel.ingest;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.event.Stage;
import io.evenkeel.ingest.FieldMap.Field;
import io.evenkeel.ingest.RejectedException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any record, by a map that says where it keeps what we need. */
final class FieldMapLayout implements Layout {
  private final LayoutOptions options;
  private final FieldMap map;
  private final JsonText json;
  private final FieldGroups groups;

  FieldMapLayout(LayoutOptions options, FieldMap map, Limits limits) {
    this.options = options;
    this.map = map;
    json = new JsonText(limits);
    groups = new FieldGroups(map.taken(), limits);
  }

  @Override
  public Events read(Payload payload) {
    List<Prediction> predictions = new ArrayList<>();
    List<Feedback> feedback = new ArrayList<>();
    Map<Note, Integer> notes = new EnumMap<>(Note.class);
    OutcomeReader outcomes = new OutcomeReader(options, note -> notes.merge(note, 1, Integer::sum));
    List<At> records = json.parseAll(payload.body());
    for (int i = 0; i < records.size(); i++) {
      String fallback = Call.rowId(payload.fallbackId(), i, records.size(), false);
      Found found = new Found(records.get(i).requiredObject(), payload, fallback);
      boolean labelled = found.has(Field.LABEL) || found.has(Field.LABEL_VALUE);
      if (predicts(found, labelled)) {
        predictions.add(prediction(found, outcomes));
      }
      if (labelled) {
        feedback.add(feedback(found));
      }
    }
    return new Events(predictions, feedback, List.of(), notes);
  }

  /** A record and its carrier. */
  private final class Found {
    private final At record;
    private final Payload payload;
    private final String fallbackId;

    Found(At record, Payload payload, String fallbackId) {
      this.record = record;
      this.payload = payload;
      this.fallbackId = fallbackId;
    }

    /** A value; a place without one if the map does not know it or the record does not have it. */
    At at(Field field) {
      FieldPath path = map.path(field);
      return path == null
          ? record.holding(MissingNode.getInstance())
          : path.find(record, payload.header(Layouts.KEY));
    }

    boolean has(Field field) {
      return map.path(field) != null && at(field).present();
    }

    @Nullable String text(Field field) {
      return has(field) ? Scalars.filled(at(field)) : null;
    }
  }

  private boolean predicts(Found found, boolean labelled) {
    boolean outcome =
        found.has(Field.PREDICTION)
            || found.has(Field.VALUE)
            || groups.any(found.record, map.scores());
    if (outcome) {
      return true;
    }
    if (labelled) {
      return false;
    }
    if (!map.predicts()) {
      throw found.at(Field.LABEL).rejected(Reason.MISSING_LABEL);
    }
    if (map.outcomeNeeded()) {
      throw found.at(Field.PREDICTION).rejected(Reason.MISSING_PREDICTION);
    }
    return true;
  }

  private Prediction prediction(Found found, OutcomeReader outcomes) {
    Map<String, FeatureValue> features = new LinkedHashMap<>();
    groups.visit(
        found.record, map.features(), (name, at) -> features.put(name, Scalars.feature(at)));
    Map<String, @Nullable String> meta = new LinkedHashMap<>();
    groups.visit(found.record, map.meta(), (name, at) -> meta.put(name, Scalars.text(at)));
    Outcome outcome = outcome(found, outcomes);
    @Nullable String version =
        options.version() == null ? found.text(Field.MODEL_VERSION) : options.version();
    return new Prediction(
        id(found),
        model(found),
        version == null ? "" : version,
        time(found, Field.TIME),
        features,
        meta,
        outcome.label(),
        outcome.scores(),
        outcome.value(),
        stage(found),
        options.weight() * weight(found),
        found.text(Field.ENTITY),
        number(found, Field.RESPONSE_TIME),
        options.source());
  }

  private Outcome outcome(Found found, OutcomeReader outcomes) {
    Map<String, At> cells = new LinkedHashMap<>();
    if (found.has(Field.PREDICTION)) {
      cells.put("prediction", found.at(Field.PREDICTION));
    }
    At scores = groups.only(found.record, map.scores());
    if (scores != null && scores.present()) {
      cells.put("probability", scores);
    }
    @Nullable Double value = number(found, Field.VALUE);
    if (cells.isEmpty()) {
      return new Outcome(null, Map.of(), value);
    }
    Outcome read = outcomes.mapped(new Row(found.record, cells));
    return new Outcome(read.label(), read.scores(), value == null ? read.value() : value);
  }

  private Feedback feedback(Found found) {
    double revision = found.has(Field.REVISION) ? numeric(found, Field.REVISION) : 0;
    found
        .at(Field.REVISION)
        .require(revision >= 0 && revision <= Integer.MAX_VALUE, Reason.WRONG_TYPE);
    At label = found.at(Field.LABEL);
    @Nullable String text = found.has(Field.LABEL) ? Scalars.filled(label) : null;
    @Nullable Double value = number(found, Field.LABEL_VALUE);
    if (value == null && text != null && options.output() == Output.VALUE) {
      value = Scalars.number(label, Reason.WRONG_TYPE);
      text = null;
    }
    label.require(text != null || value != null, Reason.MISSING_LABEL);
    return new Feedback(
        id(found),
        model(found),
        text,
        value,
        time(found, found.has(Field.LABEL_TIME) ? Field.LABEL_TIME : Field.TIME),
        (int) revision,
        options.source());
  }

  private String id(Found found) {
    String id = found.text(Field.ID);
    if (id == null) {
      found.at(Field.ID).require(map.path(Field.ID) == null, Reason.MISSING_ID);
      return found.fallbackId;
    }
    return id;
  }

  private String model(Found found) {
    String model = options.model() == null ? found.text(Field.MODEL) : options.model();
    if (model == null) {
      throw found.at(Field.MODEL).rejected(Reason.MISSING_MODEL);
    }
    return model;
  }

  /** When it happened: what the map says, which must be there; the arrival if it says nothing. */
  private Instant time(Found found, Field field) {
    return map.path(field) == null
        ? found.payload.arrived()
        : Scalars.time(found.at(field).required());
  }

  private Stage stage(Found found) {
    String stage = found.text(Field.STAGE);
    return stage == null
        ? options.stage()
        : stage.equals(Stage.PRE_PRODUCTION.name()) ? Stage.PRE_PRODUCTION : Stage.PRODUCTION;
  }

  private static double weight(Found found) {
    return found.has(Field.WEIGHT)
        ? Scalars.weight(
            found.at(Field.WEIGHT), Scalars.number(found.at(Field.WEIGHT), Reason.INVALID_WEIGHT))
        : 1;
  }

  private static double numeric(Found found, Field field) {
    return Scalars.number(found.at(field), Reason.WRONG_TYPE);
  }

  private static @Nullable Double number(Found found, Field field) {
    return found.has(field) ? (Double) numeric(found, field) : null;
  }
}
