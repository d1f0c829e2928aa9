package io.evenkeel.topology;

import io.evenkeel.digest.Digester;
import io.evenkeel.digest.Plan;
import io.evenkeel.ledger.Summariser;
import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Observation;
import io.evenkeel.serde.MalformedException;
import io.evenkeel.serde.PredictionDecoder;
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

/**
 * Decodes and digests predictions: observations go to their hop, unusable records to dead letters.
 */
final class DecodePredictions implements Processor<byte[], byte[], byte[], byte[]> {
  private final Wiring wiring;
  private final String next;
  private final Bytes buffer = new Bytes(512);

  // Set once in init.
  private ProcessorContext<byte[], byte[]> context;
  private StoredPlans plans;
  private Digester digester;
  private PredictionDecoder decoder;
  private RegistryWait registry;
  private DeadLetters deadLetters;
  private Summariser direct;
  private SourceTracker tracker;
  private CommitHook commits;
  private int partition;
  private long wallTime;

  /**
   * A processor.
   *
   * @param next child that observations go to
   */
  @SuppressWarnings("NullAway.Init")
  DecodePredictions(Wiring wiring, String next) {
    this.wiring = wiring;
    this.next = next;
  }

  static ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(
      Wiring wiring, String next, Set<StoreBuilder<?>> stores) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], byte[]> get() {
        return new DecodePredictions(wiring, next);
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
    digester = new Digester(plans);
    decoder = wiring.predictions().get();
    registry = new RegistryWait(wiring.pacing().registryPatience(), wiring.metrics());
    deadLetters = new DeadLetters(context, Nodes.WRITE_BAD_PREDICTIONS, wiring.metrics());
    direct = new Summariser(plans);
    wallTime = context.currentSystemTimeMs();
    tracker =
        new SourceTracker(
            context.getStateStore(StoreNames.PREDICTION_CLOCKS),
            new Source(Kind.PREDICTIONS, partition),
            wiring.topics().predictions(),
            wiring,
            wallTime);
    commits = context.getStateStore(StoreNames.PREDICTION_COMMITS);
    commits.attach(context, TaskStores.memory(this::flush, direct::clear));
    context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  private void tick(long now) {
    wallTime = now;
    plans.tick(now);
    if (wiring.pacing().idleness()) {
      TaskStores.tick(tracker, wiring, wiring.topics().predictions(), partition, plans, now);
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
              decoder.decode(
                  wiring.topics().predictions(), record.headers(), record.value(), digester));
    } catch (MalformedException e) {
      deadLetters.send(record, e.reason().code());
      return;
    }
    Observation observation = digester.observation();
    if (observation.eventTime > record.timestamp() + wiring.pacing().maxFutureSkew().toMillis()) {
      deadLetters.send(record, "future-event-time");
      return;
    }
    Plan plan = digester.plan();
    String model = digester.model();
    if (plan == null) {
      wiring.metrics().unmonitored(model);
      return;
    }
    wiring.metrics().prediction(model);
    observation.late =
        tracker
            .clock()
            .late(
                model, observation.eventTime, plan.monitor().timing().grace().toMillis(), wallTime);
    if (observation.late) {
      wiring.metrics().late(model);
    }
    if (plan.direct()) {
      direct.prediction(observation, 1);
    } else {
      byte[] key = digester.predictionId().getBytes(StandardCharsets.UTF_8);
      byte[] value = Envelope.observation(buffer, observation);
      context.forward(new Record<>(key, value, record.timestamp()), next);
    }
  }

  private void flush() {
    long now = context.currentSystemTimeMs();
    direct.drain(
        (delta, plan, summary) ->
            context.forward(
                new Record<>(
                    TaskStores.partialKey(delta), Envelope.delta(buffer, delta, summary), now),
                Nodes.WRITE_DIRECT_PARTIALS));
    for (Marker marker : tracker.markers(now)) {
      byte[] value = Envelope.marker(buffer, marker);
      context.forward(new Record<>(HopPartitioner.EVERYWHERE, value, now), next);
      Marker directMarker =
          new Marker(
              new Source(Kind.DIRECT, partition), marker.sources(), marker.model(), marker.mark());
      context.forward(
          new Record<>(HopPartitioner.EVERYWHERE, Envelope.marker(buffer, directMarker), now),
          Nodes.WRITE_DIRECT_PARTIALS);
    }
    tracker.keep();
  }
}
