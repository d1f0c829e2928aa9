package io.evenkeel.cluster;

import io.evenkeel.client.ClientProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The documents of a compacted topic, by key. */
public final class Documents {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, String> kafka;
  private final String topic;

  /**
   * The documents of one topic.
   *
   * @param kafka client properties, at least {@code bootstrap.servers}
   */
  public Documents(Map<String, String> kafka, String topic) {
    this.kafka = Map.copyOf(kafka);
    this.topic = topic;
  }

  /** Keeps a document under its key; returns when the cluster has it. */
  public void put(String key, String document) {
    send(key, document);
  }

  /** Deletes a document; returns when the cluster knows. */
  public void delete(String key) {
    send(key, null);
  }

  private void send(String key, @Nullable String document) {
    Map<String, Object> config = ClientProperties.producer(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 64 * 1024 * 1024);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, key, document)).get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new KafkaException(
          "the document " + key + " could not be stored: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while storing " + key, e);
    }
  }

  /** The document under a key, if there is one. */
  public Optional<String> get(String key) {
    return Optional.ofNullable(all().get(key));
  }

  /** Every document, by key. */
  public SortedMap<String, String> all() {
    Map<String, Object> config = ClientProperties.consumer(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    SortedMap<String, String> documents = new TreeMap<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
          if (record.value() == null) {
            documents.remove(record.key());
          } else {
            documents.put(record.key(), record.value());
          }
        }
      }
    }
    return documents;
  }
}
