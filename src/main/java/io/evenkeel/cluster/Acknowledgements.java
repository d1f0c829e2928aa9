package io.evenkeel.cluster;

import io.evenkeel.alert.Acknowledgement;
import io.evenkeel.client.ClientProperties;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends acknowledgements to the monitor.
 *
 * <p>Kafka's own partitioning of the key, which is the model, is the one by which the stream finds
 * the task of a model.
 */
public final class Acknowledgements implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;

  /**
   * Connects.
   *
   * @param kafka client properties, at least {@code bootstrap.servers}
   */
  public Acknowledgements(Map<String, String> kafka, String topic) {
    Map<String, Object> config = ClientProperties.producer(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
  }

  /** Sends one; returns when the cluster has it. */
  public void send(Acknowledgement acknowledgement) {
    try {
      producer
          .send(new ProducerRecord<>(topic, acknowledgement.key(), acknowledgement.encode()))
          .get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new KafkaException(
          "the acknowledgement could not be sent: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while acknowledging", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
