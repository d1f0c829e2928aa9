package io.evenkeel.topology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Sends markers to every partition, whatever their key, and everything else by key, up to the first
 * zero byte of the key.
 *
 * <p>Keys of observations are prediction ids; keys of sums begin with their model and a zero byte,
 * so that one task owns all slices of a model.
 */
final class HopPartitioner implements StreamPartitioner<byte[], byte[]> {
  /** The key of markers. */
  static final byte[] EVERYWHERE = {0};

  /** Answers made once: a partitioner is asked for every record. */
  private static final List<Optional<Set<Integer>>> ONE =
      IntStream.range(0, 256).mapToObj(partition -> Optional.of(Set.of(partition))).toList();

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    if (Envelope.isMarker(value)) {
      return Optional.of(
          IntStream.range(0, numPartitions).boxed().collect(Collectors.toUnmodifiableSet()));
    }
    int partition = partition(key, numPartitions);
    return partition < ONE.size() ? ONE.get(partition) : Optional.of(Set.of(partition));
  }

  static int partition(byte[] key, int numPartitions) {
    int length = 0;
    while (length < key.length && key[length] != 0) {
      length++;
    }
    byte[] routed = key;
    if (length != key.length) {
      routed = new byte[length];
      System.arraycopy(key, 0, routed, 0, length);
    }
    return Utils.toPositive(Utils.murmur2(routed)) % numPartitions;
  }
}
