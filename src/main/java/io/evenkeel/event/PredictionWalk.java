package io.evenkeel.event;

/** Shows a {@link Prediction} to a {@link PredictionVisitor} as a decoder would. */
public final class PredictionWalk {
  private PredictionWalk() {}

  /** Hands over every field of {@code prediction}, {@code begin} first and {@code end} last. */
  public static void visit(Prediction prediction, PredictionVisitor visitor) {
    visitor.begin(
        Text.of(prediction.predictionId()),
        Text.of(prediction.modelId()),
        Text.of(prediction.modelVersion()),
        prediction.eventTime().toEpochMilli());
    prediction.features().forEach((name, value) -> feature(Text.of(name), value, visitor));
    prediction
        .meta()
        .forEach(
            (name, value) -> {
              if (value == null) {
                visitor.metaMissing(Text.of(name));
              } else {
                visitor.meta(Text.of(name), Text.of(value));
              }
            });
    if (prediction.predictedLabel() != null) {
      visitor.predictedLabel(Text.of(prediction.predictedLabel()));
    }
    prediction.scores().forEach((label, score) -> visitor.score(Text.of(label), score));
    if (prediction.predictedValue() != null) {
      visitor.predictedValue(prediction.predictedValue());
    }
    visitor.stage(prediction.stage());
    visitor.weight(prediction.weight());
    if (prediction.entityId() != null) {
      visitor.entity(Text.of(prediction.entityId()));
    }
    if (prediction.responseTimeMs() != null) {
      visitor.responseTime(prediction.responseTimeMs());
    }
    if (prediction.source() != null) {
      visitor.source(Text.of(prediction.source()));
    }
    visitor.end();
  }

  private static void feature(Text name, FeatureValue value, PredictionVisitor visitor) {
    if (value instanceof FeatureValue.Numeric numeric) {
      visitor.number(name, numeric.value());
    } else if (value instanceof FeatureValue.Categorical categorical) {
      visitor.category(name, Text.of(categorical.name()));
    } else {
      visitor.missing(name);
    }
  }
}
