package io.evenkeel.replay;

import io.evenkeel.topology.EndOfInput;
import io.evenkeel.topology.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Produces a recording to the input topics, and then the end of input. */
public final class Replayer implements AutoCloseable {
  private static final byte @Nullable [] NO_KEY = null;
  private static final byte[] NOTHING = {};

  private final KafkaProducer<byte[], byte[]> producer;
  private final Topics topics;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * A replayer.
   *
   * @param kafka client properties, at least {@code bootstrap.servers}
   */
  public Replayer(Map<String, String> kafka, Topics topics) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 10);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
  }

  /**
   * Produces every event of a recording.
   *
   * @param factor how many times faster than it happened, or infinity for as fast as possible
   * @param progress hears how many events were sent, now and then
   */
  public void play(Recording recording, double factor, LongConsumer progress) {
    List<TimedRecord> records = recording.inOrder();
    if (records.isEmpty()) {
      return;
    }
    long first = records.get(0).time();
    long started = System.nanoTime();
    long sent = 0;
    for (TimedRecord record : records) {
      if (Double.isFinite(factor)) {
        pause(started, (record.time() - first) * 1e6 / factor);
      }
      send(
          new ProducerRecord<>(
              record.feedback() ? topics.feedback() : topics.predictions(),
              record.key(),
              record.value()));
      if (++sent % 1000 == 0) {
        progress.accept(sent);
      }
    }
    producer.flush();
    check();
    progress.accept(sent);
  }

  private static void pause(long started, double nanos) {
    long rest = (long) nanos - (System.nanoTime() - started);
    while (rest > 100_000 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(rest);
      rest = (long) nanos - (System.nanoTime() - started);
    }
  }

  /** Says on every partition of both inputs that no more comes of these models. */
  public void end(Iterable<String> models) {
    for (String topic : List.of(topics.predictions(), topics.feedback())) {
      int partitions = producer.partitionsFor(topic).size();
      for (int partition = 0; partition < partitions; partition++) {
        for (String model : models) {
          List<Header> headers = List.of(EndOfInput.of(model, partitions));
          send(new ProducerRecord<>(topic, partition, NO_KEY, NOTHING, headers));
        }
      }
    }
    producer.flush();
    check();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of every failure.
  private void send(ProducerRecord<byte[], byte[]> record) {
    check();
    producer.send(
        record,
        (metadata, error) -> {
          if (error != null) {
            failure.compareAndSet(null, error);
          }
        });
  }

  private void check() {
    Exception error = failure.get();
    if (error != null) {
      throw new KafkaException("an event could not be produced", error);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
