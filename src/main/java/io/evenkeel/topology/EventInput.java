package io.evenkeel.topology;

import io.evenkeel.observation.Bytes;
import io.evenkeel.serde.MalformedException;
import io.evenkeel.watermark.Marker;
import io.evenkeel.watermark.Source;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What both decoders do alike with one partition of their topic: its clock and markers, records
 * that end it, waits for the registry, dead letters.
 */
final class EventInput {
  private final ProcessorContext<byte[], byte[]> context;
  private final Wiring wiring;
  private final Source source;
  private final String topic;
  private final StoredPlans plans;
  private final RegistryWait registry;
  private final DeadLetters deadLetters;
  private final SourceTracker tracker;
  private long wallTime;

  /** Names of a decoder's helpers in the topology. */
  record Names(String clocks, String deadLetters) {}

  EventInput(
      ProcessorContext<byte[], byte[]> context,
      Wiring wiring,
      Source.Kind kind,
      String topic,
      Names names) {
    this.context = context;
    this.wiring = wiring;
    this.topic = topic;
    source = new Source(kind, context.taskId().partition());
    plans = TaskStores.plans(context, wiring);
    registry =
        new RegistryWait(wiring.pacing().registryPatience(), wiring.metrics()::registryUnavailable);
    deadLetters =
        new DeadLetters(
            context, names.deadLetters(), wiring.metrics()::deadLetter, kind != Source.Kind.META);
    wallTime = context.currentSystemTimeMs();
    tracker =
        new SourceTracker(context.getStateStore(names.clocks()), source, topic, wiring, wallTime);
    context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  private void tick(long now) {
    wallTime = now;
    plans.tick(now);
    if (wiring.pacing().idleness()) {
      TaskStores.tick(tracker, wiring, topic, source.partition(), plans, now);
    }
  }

  StoredPlans plans() {
    return plans;
  }

  /** Whether a record only says that the input of a model ends; then it is dealt with. */
  boolean ends(Record<byte[], byte[]> record) {
    String ended = EndOfInput.model(record.headers());
    if (ended == null) {
      return false;
    }
    tracker.clock().end(ended, wallTime);
    return true;
  }

  /** Decodes, waiting for the registry; false when the record was sent to the dead letters. */
  boolean decoded(Record<byte[], byte[]> record, Runnable decode) {
    try {
      registry.run(decode);
      return true;
    } catch (MalformedException e) {
      deadLetters.send(record, e.reason().code());
      return false;
    }
  }

  /** Whether an event lies too far ahead of its record; then it was sent to the dead letters. */
  boolean fromTheFuture(Record<byte[], byte[]> record, long eventTime) {
    if (eventTime <= record.timestamp() + wiring.pacing().maxFutureSkew().toMillis()) {
      return false;
    }
    deadLetters.send(record, "future-event-time");
    return true;
  }

  /**
   * Moves the clock of a model.
   *
   * @return whether the event came later than {@code grace} allows
   */
  boolean late(String model, long eventTime, Duration grace) {
    return tracker.clock().late(model, eventTime, grace.toMillis(), wallTime);
  }

  /** Sends the markers that are due to a child, keeps the clock and tells which; at commit. */
  List<Marker> flush(Bytes buffer, String next) {
    List<Marker> markers = tracker.markers(context.currentSystemTimeMs());
    markers.forEach(marker -> send(marker, buffer, next));
    tracker.keep();
    return markers;
  }

  /** Sends a marker to every partition behind a child. */
  void send(Marker marker, Bytes buffer, String next) {
    byte[] value = Envelope.marker(buffer, marker);
    long now = context.currentSystemTimeMs();
    context.forward(new Record<>(HopPartitioner.EVERYWHERE, value, now), next);
  }
}
