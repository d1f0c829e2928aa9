package io.evenkeel.topology;

import io.evenkeel.alert.Alert;
import io.evenkeel.alert.AlertDesk;
import io.evenkeel.alert.Desks;
import io.evenkeel.alert.StateBook;
import io.evenkeel.digest.Series;
import io.evenkeel.observation.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Takes each step of decisions once, and sends what is worth telling.
 *
 * <p>Desks stay open from one {@code init} to the next: a task that is revived after a lost
 * transaction reads their state again.
 */
final class DecideAlerts implements Processor<byte[], Object, byte[], Alert> {
  private final Wiring wiring;
  private ProcessorContext<byte[], Alert> context;
  private KeyValueStore<byte[], byte[]> states;
  private Desks desks;

  @SuppressWarnings("NullAway.Init")
  DecideAlerts(Wiring wiring) {
    this.wiring = wiring;
  }

  static ProcessorSupplier<byte[], Object, byte[], Alert> supplier(
      Wiring wiring, Set<StoreBuilder<?>> stores) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], Object, byte[], Alert> get() {
        return new DecideAlerts(wiring);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return stores;
      }
    };
  }

  @Override
  public void init(ProcessorContext<byte[], Alert> processorContext) {
    context = processorContext;
    states = context.getStateStore(StoreNames.ALERT_STATES);
    desks = new Desks(this::book);
  }

  @Override
  public void close() {
    desks = new Desks(this::book);
  }

  @Override
  public void process(Record<byte[], Object> record) {
    if (record.value() instanceof LedgerOutput.Ended ended) {
      context.forward(EndOfInput.record(ended.model(), record.timestamp()));
      return;
    }
    if (!(record.value() instanceof LedgerOutput.Due due)) {
      throw new IllegalArgumentException("decisions are taken on steps only");
    }
    AlertDesk desk = desks.desk(due.plan(), due.step().series());
    for (Alert alert : desk.decide(due.step(), due.panes())) {
      context.forward(
          new Record<>(alert.id().getBytes(StandardCharsets.UTF_8), alert, record.timestamp()));
      wiring.metrics().alert(alert.series().model(), alert.kind().name(), alert.state().name());
    }
  }

  private StateBook book(Series series) {
    return new StateBook() {
      private byte[] key(String name) {
        return new Bytes(64)
            .writeString(series.model())
            .writeString(series.version())
            .writeByte(series.stage().ordinal())
            .writeString(name)
            .toArray();
      }

      @Override
      public byte @Nullable [] get(String name) {
        return states.get(key(name));
      }

      @Override
      public void put(String name, byte[] bytes) {
        states.put(key(name), bytes);
      }

      @Override
      public void delete(String name) {
        states.delete(key(name));
      }
    };
  }
}
