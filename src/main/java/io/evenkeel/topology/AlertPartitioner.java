package io.evenkeel.topology;

import io.evenkeel.alert.Alert;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the alerts of a model in one partition, so that subscribers see them in the order of
 * decision.
 */
final class AlertPartitioner implements StreamPartitioner<byte[], Alert> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, @Nullable Alert alert, int numPartitions) {
    byte[] model = alert == null ? key : alert.series().model().getBytes(StandardCharsets.UTF_8);
    return Optional.of(Set.of(HopPartitioner.partition(model, numPartitions)));
  }
}
