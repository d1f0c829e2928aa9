package io.evenkeel.serde;

import io.evenkeel.event.Feedback;
import io.evenkeel.registry.RegistryUnavailableException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record's value into feedback. Not thread-safe: one per task or thread.
 *
 * <p>{@link MalformedException}: this record can never be used. {@link
 * RegistryUnavailableException}: try the same record again later.
 */
public interface FeedbackDecoder {

  /** The feedback in a value. */
  Feedback decode(String topic, Headers headers, byte @Nullable [] value);

  /**
   * Whether the last feedback carried meta attributes. They belong to predictions: the feedback is
   * taken without them.
   */
  default boolean ignoredMeta() {
    return false;
  }
}
