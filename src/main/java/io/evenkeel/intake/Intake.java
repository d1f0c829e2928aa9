package io.evenkeel.intake;

import io.evenkeel.bridge.BridgeSource;
import io.evenkeel.bridge.BridgeTopics;
import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.ingest.Events;
import io.evenkeel.ingest.Half;
import io.evenkeel.ingest.IngestMetrics;
import io.evenkeel.ingest.Layout;
import io.evenkeel.ingest.Payload;
import io.evenkeel.ingest.RejectedException;
import io.evenkeel.registry.RegistryException;
import io.evenkeel.registry.RegistryUnavailableException;
import io.evenkeel.serde.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes what payloads hold to Kafka, and tells when Kafka has it: all replicas that are in sync,
 * each record once. Thread-safe.
 */
public final class Intake implements AutoCloseable {
  /** Calls that may wait for Kafka at a time. */
  static final int MOST_WAITING = 4_000;

  private static final Duration BLOCK = Duration.ofMillis(500);
  private static final Duration DELIVER_WITHIN = Duration.ofSeconds(20);
  private static final Duration REQUEST_WITHIN = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final BridgeTopics topics;
  private final ThreadLocal<EventEncoder> encoder;
  private final IngestMetrics metrics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Semaphore room = new Semaphore(MOST_WAITING);

  /**
   * An intake of its own producer.
   *
   * @param kafka client properties
   * @param encoder makes an encoder for each thread
   */
  public Intake(
      Map<String, String> kafka,
      BridgeTopics topics,
      Supplier<EventEncoder> encoder,
      IngestMetrics metrics) {
    this.topics = topics;
    this.encoder = ThreadLocal.withInitial(encoder);
    this.metrics = metrics;
    producer =
        new KafkaProducer<>(
            properties(kafka), new ByteArraySerializer(), new ByteArraySerializer());
  }

  static Map<String, Object> properties(Map<String, String> kafka) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVER_WITHIN));
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_WITHIN));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(BLOCK));
    kafka.forEach(
        (key, value) -> {
          if (!key.startsWith("consumer.") && !key.startsWith("admin.")) {
            properties.put(key.startsWith("producer.") ? key.substring(9) : key, value);
          }
        });
    properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    return properties;
  }

  private static String millis(Duration span) {
    return Long.toString(span.toMillis());
  }

  /**
   * Reads a payload and writes what it holds.
   *
   * @return completes when Kafka has everything; exceptionally with {@link BusyException} when it
   *     has not, or not all
   * @throws RejectedException when the payload can not be used; then nothing is written
   * @throws BusyException when nothing is written because too much waits, or Kafka or the registry
   *     is away
   */
  CompletableFuture<Accepted> accept(BridgeSource source, Layout layout, Payload payload) {
    Events events;
    try {
      events = layout.read(payload);
    } catch (RejectedException e) {
      metrics.rejected(source.name(), source.format(), e.reason().code());
      throw e;
    }
    List<ProducerRecord<byte[], byte[]>> records = encode(events);
    if (!room.tryAcquire()) {
      throw new BusyException(MOST_WAITING + " calls wait for Kafka already");
    }
    List<CompletableFuture<Void>> written = new ArrayList<>(records.size());
    try {
      for (ProducerRecord<byte[], byte[]> record : records) {
        written.add(send(record));
      }
    } catch (KafkaException e) {
      room.release();
      throw new BusyException("Kafka does not take records now: " + e.getClass().getSimpleName());
    }
    return CompletableFuture.allOf(written.toArray(CompletableFuture<?>[]::new))
        .whenComplete((none, error) -> room.release())
        .thenApply(none -> counted(source, events));
  }

  private Accepted counted(BridgeSource source, Events events) {
    metrics.accepted(
        source.name(),
        source.format(),
        events.predictions().size(),
        events.feedback().size(),
        events.halves().size());
    events.notes().forEach((note, count) -> metrics.noted(source.name(), note, count));
    return new Accepted(events);
  }

  private List<ProducerRecord<byte[], byte[]>> encode(Events events) {
    try {
      EventEncoder mine = encoder.get();
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (Prediction prediction : events.predictions()) {
        records.add(
            record(
                topics.predictions(),
                prediction.predictionId(),
                mine.encode(topics.predictions(), prediction)));
      }
      for (Feedback feedback : events.feedback()) {
        records.add(
            record(
                topics.feedback(),
                feedback.predictionId(),
                mine.encode(topics.feedback(), feedback)));
      }
      for (Half half : events.halves()) {
        records.add(record(topics.halves(), half.key(), half.toBytes()));
      }
      return records;
    } catch (RegistryUnavailableException e) {
      throw new BusyException("the schema registry does not answer");
    } catch (RegistryException e) {
      throw new BusyException("the schema registry refuses the schemas of our events");
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears the same
  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    producer.send(
        record,
        (metadata, error) -> {
          if (error == null) {
            written.complete(null);
          } else {
            written.completeExceptionally(
                new BusyException(
                    "Kafka did not take the records in time: " + error.getClass().getSimpleName()));
          }
        });
    return written;
  }

  /** Sends what is under way. */
  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
