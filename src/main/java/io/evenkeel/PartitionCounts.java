package io.evenkeel;

import io.evenkeel.cluster.ClusterTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many partitions topics have, asked for every ten seconds on a thread of its own: stream
 * threads never wait for the answer.
 */
final class PartitionCounts implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final Periodically asking;

  PartitionCounts(ClusterTopics cluster, List<String> names) {
    counts.putAll(cluster.partitions(names));
    asking =
        new Periodically(
            "partition-counts", PAUSE, PAUSE, () -> counts.putAll(cluster.partitions(names)));
  }

  int of(String topic) {
    Integer count = counts.get(topic);
    if (count == null) {
      throw new IllegalStateException("topic " + topic + " does not exist");
    }
    return count;
  }

  @Override
  public void close() {
    asking.close();
  }
}
