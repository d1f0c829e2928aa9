package io.evenkeel.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.processor.internals.ProcessorTopology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * One sub-topology over one partition of each of its topics, in whatever worker owns it.
 *
 * <p>Stores and positions outlive the worker; what was not committed does not.
 */
final class SimulatedTask {
  private final TaskId id;
  private final Cluster cluster;
  private final List<Input> inputs = new ArrayList<>();
  private final Map<String, TransactionalStore> logged = new TreeMap<>();

  private @Nullable ProcessorTopology topology;
  private @Nullable TaskContext context;
  private List<CachedStateStore<?, ?>> cached = List.of();
  private boolean commitNeeded;

  SimulatedTask(TaskId id, Cluster cluster, List<TopicLog> sources) {
    this.id = id;
    this.cluster = cluster;
    for (TopicLog log : sources) {
      if (id.partition() < log.partitionCount()) {
        inputs.add(new Input(log, id.partition()));
      }
    }
  }

  /** A partition that the task reads, and how far. */
  static final class Input {
    private final TopicLog log;
    private final int partition;
    private int position;
    private int committed;

    Input(TopicLog log, int partition) {
      this.log = log;
      this.partition = partition;
    }

    boolean hasNext() {
      return log.next(partition, position) >= 0;
    }

    /** One task alone reads a partition: what it has committed is of no more use. */
    void commit() {
      log.forget(partition, committed, position);
      committed = position;
    }

    boolean reads(String topic, int ofPartition) {
      return log.name().equals(topic) && partition == ofPartition;
    }

    /** Records that it could read and has not. */
    long lag() {
      long lag = 0;
      for (int at = log.next(partition, position); at >= 0; at = log.next(partition, at + 1)) {
        lag++;
      }
      return lag;
    }
  }

  List<Input> inputs() {
    return inputs;
  }

  boolean hasWork() {
    return inputs.stream().anyMatch(Input::hasNext);
  }

  /** Begins anew from what was committed, with new processors. */
  void open(Worker worker) {
    topology = cluster.build(id.subtopology());
    initialise(worker);
  }

  /** Begins anew with the processors it had, as Streams revives a task. */
  void revive(Worker worker) {
    initialise(worker);
  }

  private void initialise(Worker worker) {
    ProcessorTopology built = Objects.requireNonNull(topology);
    TaskContext fresh = cluster.context(id, worker);
    List<CachedStateStore<?, ?>> hooks = new ArrayList<>();
    cluster.globalStores().forEach(fresh::add);
    for (StateStore store : built.stateStores()) {
      StateStore used = store;
      if (store instanceof KeyValueStore<?, ?>) {
        used = logged.computeIfAbsent(store.name(), TransactionalStore::new);
      } else if (store instanceof CachedStateStore<?, ?> hook) {
        hooks.add(hook);
      } else {
        throw new IllegalStateException("no simulation of the store " + store.name());
      }
      used.init(fresh, used);
      fresh.add(used);
    }
    for (ProcessorNode<?, ?, ?, ?> node : built.processors()) {
      fresh.setCurrentNode(node);
      init(node, fresh);
    }
    fresh.setCurrentNode(null);
    // Streams flushes in the order of a set that differs from run to run.
    hooks.sort(Comparator.comparing(hook -> ((StateStore) hook).name()));
    Collections.shuffle(hooks, cluster.random());
    context = fresh;
    cached = hooks;
    commitNeeded = false;
  }

  @SuppressWarnings("unchecked")
  private static void init(ProcessorNode<?, ?, ?, ?> node, TaskContext context) {
    ((ProcessorNode<Object, Object, Object, Object>) node).init(context);
  }

  /** Takes the next record of an input. */
  void process(Input input) {
    TaskContext in = Objects.requireNonNull(context);
    ProcessorTopology built = Objects.requireNonNull(topology);
    int offset = input.log.next(input.partition, input.position);
    TopicLog.Entry entry = input.log.at(input.partition, offset);
    in.setRecordContext(
        new ProcessorRecordContext(
            entry.timestamp, offset, input.partition, input.log.name(), entry.headers));
    ProcessorNode<?, ?, ?, ?> source = built.source(input.log.name());
    in.setCurrentNode(source);
    feed(source, new Record<>(entry.key, entry.value, entry.timestamp, entry.headers));
    in.setCurrentNode(null);
    input.position = offset + 1;
    commitNeeded = true;
  }

  @SuppressWarnings("unchecked")
  private static void feed(ProcessorNode<?, ?, ?, ?> source, Record<?, ?> record) {
    ((ProcessorNode<Object, Object, ?, ?>) source).process((Record<Object, Object>) record);
  }

  void punctuate() {
    if (Objects.requireNonNull(context).punctuate()) {
      commitNeeded = true;
    }
  }

  /** What Streams does first when it commits a task. */
  void flush() {
    if (commitNeeded) {
      TaskContext in = Objects.requireNonNull(context);
      cached.forEach(
          hook -> {
            in.setCurrentNode(null);
            hook.flushCache();
          });
    }
  }

  void committed() {
    commitNeeded = false;
    logged.values().forEach(TransactionalStore::commitChanges);
    inputs.forEach(Input::commit);
  }

  /** Closes after a commit; nothing may be left to tell. */
  void closeClean() {
    close();
  }

  /** Closes with everything since the last commit lost. */
  void closeDirty() {
    close();
    logged.values().forEach(TransactionalStore::rollBack);
    inputs.forEach(input -> input.position = input.committed);
  }

  private void close() {
    ProcessorTopology built = Objects.requireNonNull(topology);
    built.processors().forEach(ProcessorNode::close);
    cached.forEach(hook -> ((StateStore) hook).close());
    context = null;
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
