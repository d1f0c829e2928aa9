package io.evenkeel.bridge;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.ingest.Events;
import io.evenkeel.ingest.Half;
import io.evenkeel.registry.RegistryUnavailableException;
import io.evenkeel.serde.EventEncoder;
import io.evenkeel.topology.RegistryWait;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends events to the sinks of one processor, all of a payload or nothing. */
final class Carry {
  private final ProcessorContext<byte[], byte[]> context;
  private final BridgeTopics topics;
  private final BridgeNodes nodes;
  private final EventEncoder encoder;
  private final RegistryWait registry;

  Carry(ProcessorContext<byte[], byte[]> context, BridgeWiring wiring, BridgeNodes nodes) {
    this.context = context;
    this.topics = wiring.topics();
    this.nodes = nodes;
    encoder = wiring.encoder().get();
    registry = new RegistryWait(wiring.registryPatience(), () -> {});
  }

  private record Sent(String sink, String key, ByteBuffer value) {}

  /**
   * Sends events with the time and place of the record they come from.
   *
   * @throws RegistryUnavailableException when the registry stays away; then nothing was sent
   */
  void send(Events events, int partition, long timestamp) {
    List<Sent> all = new ArrayList<>();
    registry.run(
        () -> {
          all.clear();
          encode(events, all);
        });
    for (Sent sent : all) {
      byte[] key = Place.of(partition, sent.key().getBytes(StandardCharsets.UTF_8));
      context.forward(new Record<>(key, sent.value().array(), timestamp), sent.sink());
    }
  }

  private void encode(Events events, List<Sent> all) {
    for (Prediction prediction : events.predictions()) {
      all.add(
          new Sent(
              nodes.writePredictions(),
              prediction.predictionId(),
              ByteBuffer.wrap(encoder.encode(topics.predictions(), prediction))));
    }
    for (Feedback feedback : events.feedback()) {
      all.add(
          new Sent(
              nodes.writeFeedback(),
              feedback.predictionId(),
              ByteBuffer.wrap(encoder.encode(topics.feedback(), feedback))));
    }
    for (Half half : events.halves()) {
      all.add(new Sent(nodes.writeHalves(), half.key(), ByteBuffer.wrap(half.toBytes())));
    }
  }
}
