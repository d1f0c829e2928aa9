package io.evenkeel.topology;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Keeps the reports of a model in one partition, in the order in which they were made. */
final class ReportPartitioner implements StreamPartitioner<byte[], byte[]> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    int length = 0;
    while (length < key.length && key[length] != '/') {
      length++;
    }
    return Optional.of(Set.of(HopPartitioner.partition(Arrays.copyOf(key, length), numPartitions)));
  }
}
