package io.evenkeel.serde;

import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.Prediction;
import io.evenkeel.event.PredictionVisitor;
import io.evenkeel.event.Stage;
import io.evenkeel.event.Text;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Prediction} of what a decoder says; reusable, not thread-safe. */
public final class PredictionBuilder implements PredictionVisitor {
  private String predictionId = "";
  private String modelId = "";
  private String modelVersion = "";
  private Instant eventTime = Instant.EPOCH;
  private final Map<String, FeatureValue> features = new LinkedHashMap<>();
  private final Map<String, @Nullable String> meta = new LinkedHashMap<>();
  private @Nullable String predictedLabel;
  private final Map<String, Double> scores = new LinkedHashMap<>();
  private @Nullable Double predictedValue;
  private Stage stage = Stage.PRODUCTION;
  private double weight = 1;
  private @Nullable String entityId;
  private @Nullable Double responseTime;
  private @Nullable String source;
  private boolean ended;

  /** The prediction last decoded; throws when none came to its end. */
  public Prediction build() {
    if (!ended) {
      throw new IllegalStateException("no prediction was decoded to its end");
    }
    return new Prediction(
        predictionId,
        modelId,
        modelVersion,
        eventTime,
        features,
        meta,
        predictedLabel,
        scores,
        predictedValue,
        stage,
        weight,
        entityId,
        responseTime,
        source);
  }

  @Override
  public void begin(Text predictionId, Text modelId, Text modelVersion, long eventTime) {
    this.predictionId = predictionId.toString();
    this.modelId = modelId.toString();
    this.modelVersion = modelVersion.toString();
    this.eventTime = Instant.ofEpochMilli(eventTime);
    features.clear();
    meta.clear();
    predictedLabel = null;
    scores.clear();
    predictedValue = null;
    stage = Stage.PRODUCTION;
    weight = 1;
    entityId = null;
    responseTime = null;
    source = null;
    ended = false;
  }

  @Override
  public void number(Text feature, double value) {
    features.put(feature.toString(), FeatureValue.of(value));
  }

  @Override
  public void category(Text feature, Text value) {
    features.put(feature.toString(), FeatureValue.of(value.toString()));
  }

  @Override
  public void flag(Text feature, boolean value) {
    features.put(feature.toString(), FeatureValue.of(value));
  }

  @Override
  public void missing(Text feature) {
    features.put(feature.toString(), FeatureValue.MISSING);
  }

  @Override
  public void meta(Text attribute, Text value) {
    meta.put(attribute.toString(), value.toString());
  }

  @Override
  public void metaMissing(Text attribute) {
    meta.put(attribute.toString(), null);
  }

  @Override
  public void predictedLabel(Text label) {
    predictedLabel = label.toString();
  }

  @Override
  public void score(Text label, double probability) {
    scores.put(label.toString(), probability);
  }

  @Override
  public void predictedValue(double value) {
    predictedValue = value;
  }

  @Override
  public void stage(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void weight(double weight) {
    this.weight = weight;
  }

  @Override
  public void entity(Text entityId) {
    this.entityId = entityId.toString();
  }

  @Override
  public void responseTime(double milliseconds) {
    responseTime = milliseconds;
  }

  @Override
  public void source(Text source) {
    this.source = source.toString();
  }

  @Override
  public void end() {
    ended = true;
  }
}
