package io.evenkeel.serde;

import static io.evenkeel.serde.Scalar.Shape.NULL;
import static io.evenkeel.serde.Scalar.Shape.NUMBER;
import static io.evenkeel.serde.Scalar.Shape.TEXT;

import io.evenkeel.event.Meta;
import io.evenkeel.event.Text;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of {@code MetaEvent} as they were read, and what they must be. */
final class MetaScalars {
  private static final int PREDICTION_ID = 0;
  private static final int MODEL_ID = 1;
  private static final int META_TIME = 2;
  static final int META = 3;
  private static final int SOURCE = 4;

  static final List<EventField> FIELDS =
      List.of(
          EventField.required("predictionId", TEXT),
          EventField.required("modelId", TEXT),
          EventField.required("metaTime", NUMBER),
          EventField.map("meta", EnumSet.of(TEXT)),
          EventField.optional("source", TEXT));

  private final List<Scalar> scalars = Stream.generate(Scalar::new).limit(FIELDS.size()).toList();
  private final Map<String, @Nullable String> values = new LinkedHashMap<>();
  private final Text name = new Text();
  private final Scalar value = new Scalar();

  /** Forgets everything, so that nothing of a record outlives it here. */
  void clear() {
    scalars.forEach(Scalar::setNull);
    values.clear();
  }

  Scalar of(int field) {
    return scalars.get(field);
  }

  /** Where to put the name of the next attribute. */
  Text name() {
    return name;
  }

  /** Where to put its value. */
  Scalar value() {
    return value;
  }

  /** Takes the attribute over. */
  void put() {
    String text = value.shape == NULL ? null : PredictionScalars.text(value).toString();
    values.put(name.toString(), text);
  }

  Meta meta() {
    String predictionId = PredictionScalars.requiredId(of(PREDICTION_ID)).toString();
    String modelId = PredictionScalars.requiredId(of(MODEL_ID)).toString();
    long time = PredictionScalars.requiredTime(of(META_TIME));
    Scalar source = of(SOURCE);
    String said = source.shape == NULL ? null : PredictionScalars.text(source).toString();
    return new Meta(predictionId, modelId, Instant.ofEpochMilli(time), values, said);
  }
}
