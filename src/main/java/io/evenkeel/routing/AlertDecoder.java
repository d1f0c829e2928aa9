package io.evenkeel.routing;

import io.evenkeel.alert.Alert;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records of the alerts topic. Used by one thread. */
@FunctionalInterface
public interface AlertDecoder {
  /**
   * The alert of a record, or null when it holds none, such as the end of a replay.
   *
   * @throws io.evenkeel.registry.RegistryUnavailableException when it can only be read later
   * @throws RuntimeException when it can never be read
   */
  @Nullable Alert decode(ConsumerRecord<byte[], byte[]> record);
}
