package io.evenkeel.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.To;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.AbstractProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.processor.internals.StateManager;
import org.apache.kafka.streams.processor.internals.StreamTask;
import org.apache.kafka.streams.processor.internals.metrics.StreamsMetricsImpl;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.ThreadCache;
import org.apache.kafka.streams.state.internals.ThreadCache.DirtyEntryFlushListener;

/** What processors and stores of one task see of the world. */
final class TaskContext extends AbstractProcessorContext<Object, Object>
    implements RecordCollector.Supplier {
  private final Map<String, StateStore> stores = new HashMap<>();
  private final List<Punctuation> punctuations = new ArrayList<>();
  private final RecordCollector collector;
  private final LongSupplier clock;

  TaskContext(
      TaskId id,
      StreamsConfig config,
      StreamsMetricsImpl metrics,
      RecordCollector collector,
      LongSupplier clock) {
    super(id, config, metrics, null);
    this.collector = collector;
    this.clock = clock;
    stand(clock.getAsLong());
  }

  private static final class Punctuation {
    private final long interval;
    private final Punctuator punctuator;
    private final ProcessorNode<?, ?, ?, ?> node;
    private long next;

    Punctuation(long interval, Punctuator punctuator, ProcessorNode<?, ?, ?, ?> node, long next) {
      this.interval = interval;
      this.punctuator = punctuator;
      this.node = node;
      this.next = next;
    }
  }

  void add(StateStore store) {
    stores.put(store.name(), store);
  }

  /** Stands at no record. */
  void stand(long now) {
    setRecordContext(new ProcessorRecordContext(now, -1, -1, "", new RecordHeaders()));
  }

  /** Calls what is due by the clock; whether anything was. */
  boolean punctuate() {
    long now = clock.getAsLong();
    boolean any = false;
    for (Punctuation punctuation : punctuations) {
      if (now >= punctuation.next) {
        any = true;
        setCurrentNode(punctuation.node);
        stand(now);
        punctuation.punctuator.punctuate(now);
        long missed = (now - punctuation.next) / punctuation.interval;
        punctuation.next += (missed + 1) * punctuation.interval;
      }
    }
    setCurrentNode(null);
    return any;
  }

  @Override
  public Cancellable schedule(Duration interval, PunctuationType type, Punctuator punctuator) {
    if (type != PunctuationType.WALL_CLOCK_TIME) {
      throw new UnsupportedOperationException("only the wall clock is simulated");
    }
    long millis = interval.toMillis();
    Punctuation punctuation =
        new Punctuation(millis, punctuator, currentNode(), clock.getAsLong() + millis);
    punctuations.add(punctuation);
    return () -> punctuations.remove(punctuation);
  }

  @Override
  public Cancellable schedule(
      Instant start, Duration interval, PunctuationType type, Punctuator punctuator) {
    throw new UnsupportedOperationException("no anchored punctuation is simulated");
  }

  @Override
  public long currentSystemTimeMs() {
    return clock.getAsLong();
  }

  @Override
  public long currentStreamTimeMs() {
    throw new UnsupportedOperationException("nothing may depend on stream time");
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As Streams declares it.
  public <S extends StateStore> S getStateStore(String name) {
    return (S) Objects.requireNonNull(stores.get(name), name);
  }

  @Override
  public <K, V> void forward(Record<K, V> record) {
    forward(record, null);
  }

  @Override
  public <K, V> void forward(Record<K, V> record, @org.jspecify.annotations.Nullable String child) {
    ProcessorNode<?, ?, ?, ?> from = currentNode();
    ProcessorRecordContext before = recordContext();
    boolean found = child == null;
    setRecordContext(
        new ProcessorRecordContext(
            record.timestamp(),
            before.offset(),
            before.partition(),
            before.topic(),
            record.headers()));
    for (ProcessorNode<?, ?, ?, ?> node : from.children()) {
      if (child == null || node.name().equals(child)) {
        found = true;
        setCurrentNode(node);
        process(node, record);
        setCurrentNode(from);
      }
    }
    setRecordContext(before);
    if (!found) {
      throw new IllegalArgumentException(from.name() + " has no child " + child);
    }
  }

  @SuppressWarnings("unchecked")
  private static <K, V> void process(ProcessorNode<?, ?, ?, ?> node, Record<K, V> record) {
    ((ProcessorNode<K, V, ?, ?>) node).process(record);
  }

  @Override
  public RecordCollector recordCollector() {
    return collector;
  }

  @Override
  public void register(StateStore store, StateRestoreCallback restore) {
    // What a store holds is put back by rolling back.
  }

  @Override
  public void register(StateStore store, StateRestoreCallback restore, CommitCallback commit) {
    // What a store holds is put back by rolling back.
  }

  @Override
  public void commit() {
    throw new UnsupportedOperationException("nothing asks for commits");
  }

  @Override
  protected StateManager stateManager() {
    throw new UnsupportedOperationException("stores are not managed here");
  }

  @Override
  public void transitionToActive(StreamTask task, RecordCollector records, ThreadCache cache) {
    throw new UnsupportedOperationException("tasks are active only");
  }

  @Override
  public void transitionToStandby(ThreadCache cache) {
    throw new UnsupportedOperationException("tasks are active only");
  }

  @Override
  public void registerCacheFlushListener(String store, DirtyEntryFlushListener listener) {
    throw new UnsupportedOperationException("nothing is cached");
  }

  @Override
  public void logChange(
      String store,
      Bytes key,
      byte[] value,
      long timestamp,
      org.apache.kafka.common.header.Headers headers,
      Position position) {
    throw new UnsupportedOperationException("stores keep their own changes");
  }

  @Override
  public <K, V> void forward(K key, V value) {
    throw new UnsupportedOperationException("the old interface is not used");
  }

  @Override
  public <K, V> void forward(K key, V value, To to) {
    throw new UnsupportedOperationException("the old interface is not used");
  }

  @Override
  public <K, V> void forward(FixedKeyRecord<K, V> record) {
    throw new UnsupportedOperationException("no fixed keys are used");
  }

  @Override
  public <K, V> void forward(FixedKeyRecord<K, V> record, String child) {
    throw new UnsupportedOperationException("no fixed keys are used");
  }
}
