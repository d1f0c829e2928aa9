package io.evenkeel.serde;

import io.evenkeel.event.Prediction;
import io.evenkeel.event.PredictionVisitor;
import io.evenkeel.registry.RegistryUnavailableException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record's value into a prediction. Not thread-safe: one per task or thread.
 *
 * <p>{@link MalformedException}: this record can never be used. {@link
 * RegistryUnavailableException}: try the same record again later. After either the visitor may have
 * seen a part of the prediction but not {@link PredictionVisitor#end}, and must forget it.
 */
public interface PredictionDecoder {

  /** Drives {@code visitor} through one prediction. */
  void decode(String topic, Headers headers, byte @Nullable [] value, PredictionVisitor visitor);

  /** The same as a record. */
  default Prediction decode(String topic, Headers headers, byte @Nullable [] value) {
    PredictionBuilder builder = new PredictionBuilder();
    decode(topic, headers, value, builder);
    return builder.build();
  }
}
