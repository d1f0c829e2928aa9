package io.evenkeel.topology;

import io.evenkeel.alert.Acknowledgement;
import io.evenkeel.alert.Alert;
import io.evenkeel.alert.AlertDesk;
import io.evenkeel.alert.Desks;
import io.evenkeel.alert.StateBook;
import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each step of decisions once, and sends what is worth telling; takes acknowledgements too.
 *
 * <p>Desks stay open from one {@code init} to the next: a task that is revived after a lost
 * transaction reads their state again.
 */
final class DecideAlerts implements Processor<byte[], Object, byte[], Alert> {
  private static final Logger LOG = LoggerFactory.getLogger(DecideAlerts.class);

  private final Wiring wiring;
  private ProcessorContext<byte[], Alert> context;
  private KeyValueStore<byte[], byte[]> states;
  private Desks desks;
  private @Nullable StoredPlans plans;

  @SuppressWarnings("NullAway.Init")
  DecideAlerts(Wiring wiring) {
    this.wiring = wiring;
  }

  static ProcessorSupplier<byte[], Object, byte[], Alert> supplier(
      Wiring wiring, Set<StoreBuilder<?>> stores) {
    return new WithStores<>(() -> new DecideAlerts(wiring), stores);
  }

  @Override
  public void init(ProcessorContext<byte[], Alert> processorContext) {
    context = processorContext;
    states = context.getStateStore(StoreNames.ALERT_STATES);
    desks = new Desks(this::book);
    plans = null;
  }

  @Override
  public void close() {
    desks = new Desks(this::book);
  }

  @Override
  public void process(Record<byte[], Object> record) {
    if (record.value() instanceof byte[] acknowledgement) {
      acknowledge(acknowledgement, record.timestamp());
      return;
    }
    if (record.value() instanceof LedgerOutput.Ended ended) {
      context.forward(EndOfInput.record(ended.model(), record.timestamp()));
      return;
    }
    if (!(record.value() instanceof LedgerOutput.Due due)) {
      throw new IllegalArgumentException("decisions are taken on steps only");
    }
    AlertDesk desk = desks.desk(due.plan(), due.step().series());
    desk.decide(due.step(), due.panes()).forEach(alert -> send(alert, record.timestamp()));
  }

  private void send(Alert alert, long timestamp) {
    byte[] key = alert.id().getBytes(StandardCharsets.UTF_8);
    context.forward(new Record<>(key, alert, timestamp));
    wiring.metrics().alert(alert.series().model(), alert.kind().name(), alert.state().name());
  }

  private void acknowledge(byte[] bytes, long timestamp) {
    Acknowledgement acknowledgement;
    try {
      acknowledgement = Acknowledgement.decode(bytes);
    } catch (RuntimeException e) {
      // Nothing depends on it, so it must not stop the stream.
      LOG.warn("An acknowledgement of {} bytes cannot be read and is passed over", bytes.length);
      return;
    }
    Series series = acknowledgement.series();
    Plan plan = plans().at(series.model(), Long.MAX_VALUE);
    if (plan != null) {
      desks.open(plan, series).acknowledge(acknowledgement).ifPresent(a -> send(a, timestamp));
    }
  }

  /** Only acknowledgements need it: steps bring their plan with them. */
  private StoredPlans plans() {
    StoredPlans known = plans;
    if (known == null) {
      known = TaskStores.plans(context, wiring);
      plans = known;
    }
    known.tick(context.currentSystemTimeMs());
    return known;
  }

  private StateBook book(Series series) {
    return new SeriesBook(states, series);
  }
}
