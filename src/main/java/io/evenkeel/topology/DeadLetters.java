package io.evenkeel.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Sends unusable records on, whole, with their reason and origin in the headers.
 *
 * <p>No part of the payload goes into headers or logs.
 */
final class DeadLetters {
  /** Why the record is here. */
  static final String REASON = "evenkeel-reason";

  static final String TOPIC = "evenkeel-topic";
  static final String PARTITION = "evenkeel-partition";
  static final String OFFSET = "evenkeel-offset";

  private final ProcessorContext<byte[], byte[]> context;
  private final String sink;
  private final MonitorMetrics metrics;

  DeadLetters(ProcessorContext<byte[], byte[]> context, String sink, MonitorMetrics metrics) {
    this.context = context;
    this.sink = sink;
    this.metrics = metrics;
  }

  void send(Record<byte[], byte[]> record, String reason) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    put(headers, REASON, reason);
    RecordMetadata origin = context.recordMetadata().orElse(null);
    if (origin != null) {
      put(headers, TOPIC, origin.topic());
      put(headers, PARTITION, Integer.toString(origin.partition()));
      put(headers, OFFSET, Long.toString(origin.offset()));
    }
    context.forward(record.withHeaders(headers), sink);
    metrics.deadLetter(reason);
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
