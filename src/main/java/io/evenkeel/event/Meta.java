package io.evenkeel.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sensitive attributes of one prediction, told apart from it.
 *
 * @param predictionId the prediction they belong to; not empty
 * @param modelId the model that made the prediction; not empty
 * @param metaTime when they were recorded; decides whether they come in time
 * @param values by attribute; null is an unknown value
 * @param source who said so
 */
public record Meta(
    String predictionId,
    String modelId,
    Instant metaTime,
    Map<String, @Nullable String> values,
    @Nullable String source) {

  public Meta {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Without any value, so that no log or message shows one. */
  @Override
  public String toString() {
    return "Meta[" + predictionId + ", " + modelId + ", " + metaTime + "]";
  }
}
