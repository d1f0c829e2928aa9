package io.evenkeel.serde;

import io.evenkeel.event.Meta;
import io.evenkeel.registry.RegistryUnavailableException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record's value into meta attributes. Not thread-safe: one per task or thread.
 *
 * <p>{@link MalformedException}: this record can never be used. {@link
 * RegistryUnavailableException}: try the same record again later.
 */
public interface MetaDecoder {

  /** The meta attributes in a value. */
  Meta decode(String topic, Headers headers, byte @Nullable [] value);
}
