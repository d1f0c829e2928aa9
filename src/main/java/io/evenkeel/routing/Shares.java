package io.evenkeel.routing;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that this instance has of one route, and how far the group is in each.
 *
 * <p>A partition is read from its beginning: what the group has settled tells which alerts go on,
 * the rest is to be delivered. A group that has settled nothing begins with what was written when
 * the route was started; what was told before stays history.
 */
final class Shares implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Shares.class);

  /** Clocks of brokers and monitors differ; to tell a little too much is harmless. */
  private static final long CLOCK_SKEW_MILLIS = Duration.ofMinutes(1).toMillis();

  private final Consumer<byte[], byte[]> consumer;
  private final Outbox outbox;
  private final Standing standing;
  private final long since;
  private final Map<TopicPartition, Long> committed = new HashMap<>();

  /** By partition: where delivery begins; everything before it is history. */
  private final Map<TopicPartition, Long> begins = new HashMap<>();

  private boolean complete;

  Shares(Consumer<byte[], byte[]> consumer, Outbox outbox, Standing standing, long since) {
    this.consumer = consumer;
    this.outbox = outbox;
    this.standing = standing;
    this.since = since;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Set<TopicPartition> mine = Set.copyOf(partitions);
    Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(mine);
    for (TopicPartition partition : mine) {
      OffsetAndMetadata offset = known.get(partition);
      long begin = offset == null ? firstBegin(partition) : offset.offset();
      if (offset != null) {
        committed.put(partition, begin);
      }
      begins.put(partition, begin);
      outbox.open(partition.partition(), begin);
    }
    consumer.seekToBeginning(mine);
    complete = false;
  }

  private long firstBegin(TopicPartition partition) {
    OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(partition, since - CLOCK_SKEW_MILLIS)).get(partition);
    return found != null
        ? found.offset()
        : consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commit();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      outbox.close(partition.partition());
      standing.close(partition.partition());
      begins.remove(partition);
      committed.remove(partition);
    }
  }

  /** Whether the group settled this record before this instance had the partition. */
  boolean settledBefore(TopicPartition partition, long offset) {
    return offset < begins.getOrDefault(partition, Long.MAX_VALUE);
  }

  /** Whether all history has been read. */
  boolean complete() {
    if (!complete) {
      complete =
          !begins.isEmpty()
              && begins.entrySet().stream()
                  .allMatch(begin -> consumer.position(begin.getKey()) >= begin.getValue());
    }
    return complete;
  }

  /** Tells the group what is settled, if there is anything new. */
  void commit() {
    Map<Integer, Long> settled = outbox.settled();
    Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
    for (TopicPartition partition : begins.keySet()) {
      Long offset = settled.get(partition.partition());
      if (offset != null && !offset.equals(committed.get(partition))) {
        news.put(partition, new OffsetAndMetadata(offset));
      }
    }
    if (news.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(news);
      news.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    } catch (RebalanceInProgressException | RetriableException e) {
      LOG.debug("Offsets are committed later", e);
    } catch (CommitFailedException e) {
      LOG.warn("The partitions went to another instance; it may tell the last alert again");
    }
  }
}
