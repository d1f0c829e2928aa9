package io.evenkeel.bridge;

import io.evenkeel.ingest.Events;
import io.evenkeel.ingest.Format;
import io.evenkeel.ingest.Layout;
import io.evenkeel.ingest.Layouts;
import io.evenkeel.ingest.Payload;
import io.evenkeel.ingest.RejectedException;
import io.evenkeel.serde.AvroJson;
import io.evenkeel.serde.MalformedException;
import io.evenkeel.topology.DeadLetters;
import io.evenkeel.topology.RegistryWait;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Records of one topic to events; what can not be used goes to the dead letters, whole. */
final class ConvertPayloads implements Processor<byte[], byte[], byte[], byte[]> {
  private static final int LONGEST_HEADER = 8 * 1024;

  private final BridgeWiring wiring;
  private final BridgeSource source;
  private final Layout layout;

  // Set once in init.
  private ProcessorContext<byte[], byte[]> context;
  private Carry carry;
  private DeadLetters deadLetters;
  private RegistryWait registry;
  private AvroJson avro;

  @SuppressWarnings("NullAway.Init")
  ConvertPayloads(BridgeWiring wiring, BridgeSource source) {
    this.wiring = wiring;
    this.source = source;
    layout = source.layout(wiring.limits());
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    BridgeNodes nodes = new BridgeNodes(source.name());
    carry = new Carry(context, wiring, nodes);
    deadLetters =
        new DeadLetters(
            context,
            nodes.writeBad(),
            reason -> wiring.metrics().rejected(source.name(), source.format(), reason));
    registry = new RegistryWait(wiring.registryPatience(), () -> {});
    avro = wiring.avro().get();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Events events;
    try {
      events = layout.read(payload(record));
    } catch (RejectedException e) {
      deadLetters.send(record, e.reason().code(), e.path());
      return;
    } catch (MalformedException e) {
      deadLetters.send(record, e.reason().code(), "$");
      return;
    }
    carry.send(events, context.taskId().partition(), record.timestamp());
    wiring
        .metrics()
        .accepted(
            source.name(),
            source.format(),
            events.predictions().size(),
            events.feedback().size(),
            events.halves().size());
    events.notes().forEach((note, count) -> wiring.metrics().noted(source.name(), note, count));
  }

  private Payload payload(Record<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null && header.value().length <= LONGEST_HEADER) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    if (record.key() != null && record.key().length <= LONGEST_HEADER) {
      headers.put(Layouts.KEY, new String(record.key(), StandardCharsets.UTF_8));
    }
    return new Payload(body(record), headers, Instant.ofEpochMilli(record.timestamp()), origin());
  }

  private byte[] body(Record<byte[], byte[]> record) {
    if (source.format() != Format.AVRO) {
      return record.value() == null ? new byte[0] : record.value();
    }
    byte[][] json = {new byte[0]};
    registry.run(() -> json[0] = avro.decode(record.headers(), record.value()));
    return json[0];
  }

  /** The same when the record is read again. */
  private String origin() {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    return origin.topic() + "-" + origin.partition() + "-" + origin.offset();
  }
}
