package io.evenkeel.ingest;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a record keeps what we need.
 *
 * @param fields places of single values
 * @param features places of features
 * @param meta places of attributes that the model did not use
 * @param scores places of probabilities
 * @param outcomeNeeded whether a record that has neither prediction nor label is refused
 */
public record FieldMap(
    Map<Field, FieldPath> fields, Group features, Group meta, Group scores, boolean outcomeNeeded) {
  /** Our own events: {@code PredictionEvent} and {@code FeedbackEvent} in JSON. */
  static final FieldMap EVENTS =
      new FieldMap(
          Map.ofEntries(
              entry(Field.ID, "predictionId"),
              entry(Field.MODEL, "modelId"),
              entry(Field.MODEL_VERSION, "modelVersion"),
              entry(Field.TIME, "eventTime"),
              entry(Field.PREDICTION, "predictedLabel"),
              entry(Field.VALUE, "predictedValue"),
              entry(Field.LABEL, "label"),
              entry(Field.LABEL_VALUE, "value"),
              entry(Field.LABEL_TIME, "feedbackTime"),
              entry(Field.REVISION, "revision"),
              entry(Field.STAGE, "stage"),
              entry(Field.WEIGHT, "weight"),
              entry(Field.ENTITY, "entityId"),
              entry(Field.RESPONSE_TIME, "responseTimeMs")),
          Group.of("features"),
          Group.of("meta"),
          Group.of("scores"),
          false);

  /** A single value. */
  public enum Field {
    ID,
    MODEL,
    MODEL_VERSION,
    TIME,
    PREDICTION,
    VALUE,
    LABEL,
    LABEL_VALUE,
    LABEL_TIME,
    REVISION,
    STAGE,
    WEIGHT,
    ENTITY,
    RESPONSE_TIME
  }

  /**
   * Several values by name.
   *
   * @param objects objects whose entries are taken, nested ones by dotted names
   * @param named single places by the name their value gets
   */
  public record Group(List<FieldPath> objects, Map<String, FieldPath> named) {
    /** No values. */
    public static final Group EMPTY = new Group(List.of(), Map.of());

    public Group {
      objects = List.copyOf(objects);
      named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    static Group of(String path) {
      return new Group(List.of(FieldPath.parse(path)), Map.of());
    }

    boolean isEmpty() {
      return objects.isEmpty() && named.isEmpty();
    }

    private void collect(Collection<List<String>> steps) {
      objects.forEach(path -> steps.add(path.steps()));
      named.values().forEach(path -> steps.add(path.steps()));
    }
  }

  public FieldMap {
    Map<Field, FieldPath> copy = new EnumMap<>(Field.class);
    copy.putAll(fields);
    fields = Collections.unmodifiableMap(copy);
  }

  private static Map.Entry<Field, FieldPath> entry(Field field, String path) {
    return Map.entry(field, FieldPath.parse(path));
  }

  @Nullable FieldPath path(Field field) {
    return fields.get(field);
  }

  /** Whether a record may be a prediction at all. */
  boolean predicts() {
    return fields.containsKey(Field.PREDICTION)
        || fields.containsKey(Field.VALUE)
        || !scores.isEmpty()
        || !features.isEmpty();
  }

  /** Whether it can give any event. */
  public boolean usable() {
    return predicts() || fields.containsKey(Field.LABEL) || fields.containsKey(Field.LABEL_VALUE);
  }

  /** Places that have a meaning of their own, so that no object takes them for features. */
  Set<List<String>> taken() {
    Set<List<String>> taken = new HashSet<>();
    fields.values().forEach(path -> taken.add(path.steps()));
    features.named().values().forEach(path -> taken.add(path.steps()));
    meta.collect(taken);
    scores.collect(taken);
    taken.remove(List.<String>of());
    return taken;
  }
}
