package io.evenkeel.simulation;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.jspecify.annotations.Nullable;

/** Takes what the sinks of a task send, into the transaction of its worker. */
final class Outbox implements RecordCollector {
  private final Map<String, TopicLog> topics;
  private final Worker worker;

  Outbox(Map<String, TopicLog> topics, Worker worker) {
    this.topics = topics;
    this.worker = worker;
  }

  @Override
  public <K, V> void send(
      String topic,
      K key,
      V value,
      Headers headers,
      Long timestamp,
      Serializer<K> keySerializer,
      Serializer<V> valueSerializer,
      String processor,
      InternalProcessorContext<Void, Void> context,
      @Nullable StreamPartitioner<? super K, ? super V> partitioner) {
    worker.sending();
    TopicLog log = Objects.requireNonNull(topics.get(topic), topic);
    byte[] keyBytes = keySerializer.serialize(topic, headers, key);
    byte[] valueBytes = valueSerializer.serialize(topic, headers, value);
    TopicLog.Entry entry =
        new TopicLog.Entry(worker.transaction(), keyBytes, valueBytes, headers, timestamp);
    Optional<Set<Integer>> chosen =
        partitioner == null
            ? Optional.empty()
            : partitioner.partitions(topic, key, value, log.partitionCount());
    if (chosen.isPresent()) {
      chosen.get().stream().sorted().forEach(partition -> log.append(partition, entry));
    } else {
      log.append(usual(keyBytes, log.partitionCount()), entry);
    }
  }

  /** Where a producer without a partitioner of its own puts a key. */
  static int usual(byte @Nullable [] key, int partitionCount) {
    return key == null ? 0 : Utils.toPositive(Utils.murmur2(key)) % partitionCount;
  }

  @Override
  public <K, V> void send(
      String topic,
      K key,
      V value,
      Headers headers,
      Integer partition,
      Long timestamp,
      Serializer<K> keySerializer,
      Serializer<V> valueSerializer,
      String processor,
      InternalProcessorContext<Void, Void> context) {
    throw new UnsupportedOperationException("sinks do not name partitions");
  }

  @Override
  public <K, V> void send(
      K key,
      V value,
      String processor,
      InternalProcessorContext<?, ?> context,
      ProducerRecord<byte[], byte[]> record) {
    throw new UnsupportedOperationException("sinks do not send raw records");
  }

  @Override
  public void initialize() {
    // Nothing to connect to.
  }

  @Override
  public void flush() {
    // Everything is written at once.
  }

  @Override
  public void closeClean() {
    // Nothing is held.
  }

  @Override
  public void closeDirty() {
    // Nothing is held.
  }

  @Override
  public Map<TopicPartition, Long> offsets() {
    return Map.of();
  }
}
