package io.evenkeel.bridge;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * A key with the partition that its record came from, on the way from a processor to its sink: 4
 * bytes partition, then the key.
 */
final class Place {
  private static final int PREFIX = 4;

  private Place() {}

  static byte[] of(int partition, byte[] key) {
    return ByteBuffer.allocate(PREFIX + key.length).putInt(partition).put(key).array();
  }

  /** Writes the key alone. */
  static Serializer<byte[]> key() {
    return (topic, placed) ->
        placed == null ? null : Arrays.copyOfRange(placed, PREFIX, placed.length);
  }

  /** Keeps the partition as long as there is one of that number. */
  static StreamPartitioner<byte[], byte[]> kept() {
    return (topic, placed, value, count) ->
        Optional.of(Set.of(ByteBuffer.wrap(placed).getInt() % count));
  }

  /** Spreads by the key as Kafka's own clients for Java do. */
  static StreamPartitioner<byte[], byte[]> byKey() {
    return (topic, placed, value, count) ->
        Optional.of(
            Set.of(
                BuiltInPartitioner.partitionForKey(
                    Arrays.copyOfRange(placed, PREFIX, placed.length), count)));
  }
}
