package io.evenkeel.topology;

import io.evenkeel.digest.Plan;
import io.evenkeel.event.Feedback;
import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Label;
import io.evenkeel.serde.FeedbackDecoder;
import io.evenkeel.serde.MalformedException;
import io.evenkeel.watermark.Marker;
import io.evenkeel.watermark.Source;
import io.evenkeel.watermark.Source.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Decodes feedback: labels go to their hop, unusable records to dead letters. */
final class DecodeFeedback implements Processor<byte[], byte[], byte[], byte[]> {
  private final Wiring wiring;
  private final String next;
  private final Bytes buffer = new Bytes(256);

  // Set once in init.
  private ProcessorContext<byte[], byte[]> context;
  private StoredPlans plans;
  private FeedbackDecoder decoder;
  private RegistryWait registry;
  private DeadLetters deadLetters;
  private SourceTracker tracker;
  private int partition;
  private long wallTime;
  private @Nullable Feedback decoded;

  @SuppressWarnings("NullAway.Init")
  DecodeFeedback(Wiring wiring, String next) {
    this.wiring = wiring;
    this.next = next;
  }

  static ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(
      Wiring wiring, String next, Set<StoreBuilder<?>> stores) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], byte[]> get() {
        return new DecodeFeedback(wiring, next);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return stores;
      }
    };
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    partition = context.taskId().partition();
    plans = TaskStores.plans(context, wiring);
    decoder = wiring.feedback().get();
    registry = new RegistryWait(wiring.pacing().registryPatience(), wiring.metrics());
    deadLetters = new DeadLetters(context, Nodes.WRITE_BAD_FEEDBACK, wiring.metrics());
    wallTime = context.currentSystemTimeMs();
    tracker =
        new SourceTracker(
            context.getStateStore(StoreNames.FEEDBACK_CLOCKS),
            new Source(Kind.FEEDBACK, partition),
            wiring.topics().feedback(),
            wiring,
            wallTime);
    CommitHook commits = context.getStateStore(StoreNames.FEEDBACK_COMMITS);
    commits.attach(context, TaskStores.memory(this::flush, () -> {}));
    context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  private void tick(long now) {
    wallTime = now;
    plans.tick(now);
    if (wiring.pacing().idleness()) {
      TaskStores.tick(tracker, wiring, wiring.topics().feedback(), partition, plans, now);
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    String ended = EndOfInput.model(record.headers());
    if (ended != null) {
      tracker.clock().end(ended, wallTime);
      return;
    }
    try {
      registry.run(
          () ->
              decoded =
                  decoder.decode(wiring.topics().feedback(), record.headers(), record.value()));
    } catch (MalformedException e) {
      deadLetters.send(record, e.reason().code());
      return;
    }
    Feedback feedback = decoded;
    if (feedback == null) {
      return;
    }
    long time = feedback.feedbackTime().toEpochMilli();
    if (time > record.timestamp() + wiring.pacing().maxFutureSkew().toMillis()) {
      deadLetters.send(record, "future-event-time");
      return;
    }
    Plan plan = plans.at(feedback.modelId(), time);
    if (plan == null) {
      wiring.metrics().unmonitored(feedback.modelId());
      return;
    }
    wiring.metrics().feedback(feedback.modelId());
    tracker
        .clock()
        .late(feedback.modelId(), time, plan.monitor().timing().grace().toMillis(), wallTime);
    Double value = feedback.value();
    Label label =
        new Label(feedback.revision(), time, feedback.label(), value == null ? Double.NaN : value);
    context.forward(
        new Record<>(
            feedback.predictionId().getBytes(StandardCharsets.UTF_8),
            Envelope.label(buffer, feedback.modelId(), label),
            record.timestamp()),
        next);
  }

  private void flush() {
    long now = context.currentSystemTimeMs();
    for (Marker marker : tracker.markers(now)) {
      context.forward(
          new Record<>(HopPartitioner.EVERYWHERE, Envelope.marker(buffer, marker), now), next);
    }
    tracker.keep();
  }
}
