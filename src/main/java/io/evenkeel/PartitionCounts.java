package io.evenkeel;

import io.evenkeel.cluster.ClusterTopics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many partitions topics have, asked for every ten seconds on a thread of its own: stream
 * threads never wait for the answer.
 */
final class PartitionCounts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionCounts.class);
  private static final int SECONDS = 10;

  private final ClusterTopics cluster;
  private final List<String> names;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "evenkeel-partition-counts");
            thread.setDaemon(true);
            return thread;
          });

  private final ScheduledFuture<?> asking;

  PartitionCounts(ClusterTopics cluster, List<String> names) {
    this.cluster = cluster;
    this.names = names;
    counts.putAll(cluster.partitions(names));
    asking = clock.scheduleWithFixedDelay(this::ask, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void ask() {
    try {
      counts.putAll(cluster.partitions(names));
    } catch (KafkaException e) {
      LOG.debug("Partition counts stay as they were", e);
    }
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
    asking.cancel(true);
    clock.shutdownNow();
  }
}
