package io.evenkeel.serde;

import static io.evenkeel.serde.Scalar.Shape.FLAG;
import static io.evenkeel.serde.Scalar.Shape.NUMBER;
import static io.evenkeel.serde.Scalar.Shape.TEXT;

import java.util.EnumSet;
import java.util.List;

/** The fields of {@code PredictionEvent}, numbered; the identity comes first. */
final class PredictionFields {
  static final int PREDICTION_ID = 0;
  static final int MODEL_ID = 1;
  static final int MODEL_VERSION = 2;
  static final int EVENT_TIME = 3;
  static final int IDENTITY = 4;
  static final int FEATURES = 4;
  static final int META = 5;
  static final int PREDICTED_LABEL = 6;
  static final int SCORES = 7;
  static final int PREDICTED_VALUE = 8;
  static final int STAGE = 9;
  static final int WEIGHT = 10;
  static final int ENTITY_ID = 11;
  static final int RESPONSE_TIME = 12;
  static final int SOURCE = 13;

  static final List<EventField> ALL =
      List.of(
          EventField.required("predictionId", TEXT),
          EventField.required("modelId", TEXT),
          EventField.optional("modelVersion", TEXT),
          EventField.required("eventTime", NUMBER),
          EventField.map("features", EnumSet.of(NUMBER, FLAG, TEXT)),
          EventField.map("meta", EnumSet.of(TEXT)),
          EventField.optional("predictedLabel", TEXT),
          EventField.map("scores", EnumSet.of(NUMBER)),
          EventField.optional("predictedValue", NUMBER),
          EventField.optional("stage", TEXT),
          EventField.optional("weight", NUMBER),
          EventField.optional("entityId", TEXT),
          EventField.optional("responseTimeMs", NUMBER),
          EventField.optional("source", TEXT));

  private PredictionFields() {}
}
