package io.evenkeel.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Counts what is still to be read back into state stores; told by Streams, asked from anywhere. */
final class RestoreProgress implements StateRestoreListener {
  private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
    left.put(partition, Math.max(0, end - start));
  }

  @Override
  public void onBatchRestored(
      TopicPartition partition, String store, long batchEnd, long restored) {
    left.computeIfPresent(partition, (p, before) -> Math.max(0, before - restored));
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    left.remove(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long total) {
    left.remove(partition);
  }

  /** Records that are still to be read. */
  long left() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }
}
