package io.evenkeel.topology;

import io.evenkeel.digest.MetaGroups;
import io.evenkeel.digest.Plan;
import io.evenkeel.event.Meta;
import io.evenkeel.join.JoinOutcome;
import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Membership;
import io.evenkeel.serde.MetaDecoder;
import io.evenkeel.watermark.Source.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Decodes meta attributes: group numbers go to their hop. The only place that sees raw values; of
 * unusable records the dead letters hold the origin alone.
 */
final class DecodeMeta implements Processor<byte[], byte[], byte[], byte[]> {
  private final Wiring wiring;
  private final String topic;
  private final String next;
  private final Bytes buffer = new Bytes(256);

  // Set once in init.
  private ProcessorContext<byte[], byte[]> context;
  private EventInput input;
  private MetaDecoder decoder;
  private @Nullable Meta decoded;

  @SuppressWarnings("NullAway.Init")
  private DecodeMeta(Wiring wiring, String topic, String next) {
    this.wiring = wiring;
    this.topic = topic;
    this.next = next;
  }

  static ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(
      Wiring wiring, String topic, String next, Set<StoreBuilder<?>> stores) {
    return new WithStores<>(() -> new DecodeMeta(wiring, topic, next), stores);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    input =
        new EventInput(
            context,
            wiring,
            Kind.META,
            topic,
            new EventInput.Names(StoreNames.META_CLOCKS, Nodes.WRITE_BAD_META));
    decoder = wiring.meta().get();
    CommitHook commits = context.getStateStore(StoreNames.META_COMMITS);
    commits.attach(context, TaskStores.memory(() -> input.flush(buffer, next), () -> {}));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (input.ends(record) || !input.decoded(record, () -> decode(record))) {
      return;
    }
    Meta meta = Objects.requireNonNull(decoded);
    decoded = null;
    long time = meta.metaTime().toEpochMilli();
    if (input.fromTheFuture(record, time)) {
      return;
    }
    Plan plan = input.plans().at(meta.modelId(), time);
    if (plan == null) {
      wiring.metrics().unmonitored(meta.modelId());
      return;
    }
    wiring.metrics().meta(meta.modelId());
    boolean late = input.late(meta.modelId(), time, plan.monitor().timing().grace());
    if (late) {
      wiring.metrics().lateMeta(meta.modelId());
    }
    List<Plan> taking = input.plans().takingMeta(meta.modelId(), time);
    if (taking.isEmpty()) {
      wiring.metrics().joined(meta.modelId(), JoinOutcome.META_UNUSED);
      return;
    }
    Membership groups = MetaGroups.membership(meta, late, taking);
    context.forward(
        new Record<>(
            meta.predictionId().getBytes(StandardCharsets.UTF_8),
            Envelope.groups(buffer, meta.modelId(), groups),
            record.timestamp()),
        next);
  }

  private void decode(Record<byte[], byte[]> record) {
    decoded = decoder.decode(topic, record.headers(), record.value());
  }
}
