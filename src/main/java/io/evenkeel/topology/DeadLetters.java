package io.evenkeel.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Sends unusable records on, whole or by their origin alone, with their reason and origin in the
 * headers.
 *
 * <p>No part of the payload goes into headers or logs.
 */
final class DeadLetters {
  /** Why the record is here. */
  static final String REASON = "evenkeel-reason";

  static final String TOPIC = "evenkeel-topic";
  static final String PARTITION = "evenkeel-partition";
  static final String OFFSET = "evenkeel-offset";

  private static final byte[] NOTHING = {};

  private final ProcessorContext<byte[], byte[]> context;
  private final String sink;
  private final MonitorMetrics metrics;
  private final boolean whole;

  /**
   * Dead letters of a source.
   *
   * @param whole whether key, value and headers are kept; otherwise they stay where they were,
   *     under the rights of their own topic
   */
  DeadLetters(
      ProcessorContext<byte[], byte[]> context,
      String sink,
      MonitorMetrics metrics,
      boolean whole) {
    this.context = context;
    this.sink = sink;
    this.metrics = metrics;
    this.whole = whole;
  }

  void send(Record<byte[], byte[]> record, String reason) {
    Headers headers = whole ? new RecordHeaders(record.headers().toArray()) : new RecordHeaders();
    put(headers, REASON, reason);
    RecordMetadata origin = context.recordMetadata().orElse(null);
    if (origin != null) {
      put(headers, TOPIC, origin.topic());
      put(headers, PARTITION, Integer.toString(origin.partition()));
      put(headers, OFFSET, Long.toString(origin.offset()));
    }
    Record<byte[], byte[]> letter =
        whole ? record : new Record<>(NOTHING, NOTHING, record.timestamp());
    context.forward(letter.withHeaders(headers), sink);
    metrics.deadLetter(reason);
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
