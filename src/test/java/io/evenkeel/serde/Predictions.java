package io.evenkeel.serde;

import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.Prediction;
import io.evenkeel.event.Stage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Predictions to test with. */
final class Predictions {
  private Predictions() {}

  /** One with every field set, about 250 bytes of Avro with 10 features. */
  static Prediction full() {
    Map<String, FeatureValue> features = new LinkedHashMap<>();
    for (int i = 0; i < 6; i++) {
      features.put("number_" + i, FeatureValue.of(1.5 * i));
    }
    features.put("colour", FeatureValue.of("red"));
    features.put("région", FeatureValue.of("Île-de-France"));
    features.put("member", FeatureValue.of(true));
    features.put("income", FeatureValue.MISSING);
    Map<String, @Nullable String> meta = new LinkedHashMap<>();
    meta.put("sex", "Female");
    meta.put("race", null);
    return new Prediction(
        "prediction-000001",
        "income",
        "3",
        Instant.parse("2024-05-06T07:08:09.123Z"),
        features,
        meta,
        "1",
        Map.of("0", 0.25, "1", 0.75),
        42.5,
        Stage.PRE_PRODUCTION,
        2.5,
        "customer-7",
        12.25,
        "gateway");
  }
}
