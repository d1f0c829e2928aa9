package io.evenkeel.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The last record of a replay in every partition: an empty record whose header {@value #HEADER}
 * names the model.
 */
public final class EndOfInput {
  /** Header {@code evenkeel-end}: partition count, a slash, the model. */
  public static final String HEADER = "evenkeel-end";

  private EndOfInput() {}

  /** The header that ends the input of a model on a topic with this many partitions. */
  public static Header of(String model, int partitions) {
    return new RecordHeader(HEADER, (partitions + "/" + model).getBytes(StandardCharsets.UTF_8));
  }

  /** An empty record that ends the output of a model, on the metrics and the alerts topic. */
  static <V> Record<byte[], V> record(String model, long timestamp) {
    Headers headers = new RecordHeaders();
    headers.add(of(model, 1));
    return new Record<>(
        Percent.encode(model).getBytes(StandardCharsets.UTF_8), null, timestamp, headers);
  }

  /** The model whose input ends with a record of these headers, or null for every other record. */
  public static @Nullable String model(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null || header.value() == null) {
      return null;
    }
    String value = new String(header.value(), StandardCharsets.UTF_8);
    return value.substring(value.indexOf('/') + 1);
  }
}
