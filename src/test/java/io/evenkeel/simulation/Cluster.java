package io.evenkeel.simulation;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.InternalTopologyBuilder;
import org.apache.kafka.streams.processor.internals.ProcessorTopology;
import org.apache.kafka.streams.processor.internals.metrics.StreamsMetricsImpl;
import org.jspecify.annotations.Nullable;

/** Topics, workers and the tasks of one topology; who does what when is said from outside. */
public final class Cluster implements AutoCloseable {
  private final Map<String, TopicLog> topics = new LinkedHashMap<>();
  private final List<Worker> workers = new ArrayList<>();
  private final List<SimulatedTask> tasks = new ArrayList<>();
  private final Map<String, StateStore> globals = new TreeMap<>();
  private final Metrics metrics = new Metrics();
  private final StreamsMetricsImpl streamsMetrics =
      new StreamsMetricsImpl(metrics, "simulation", Time.SYSTEM);
  private final StreamsConfig config;
  private final InternalTopologyBuilder builder;
  private final Random random;
  private long clock;

  /**
   * A cluster whose tasks nobody owns yet.
   *
   * @param partitions number of partitions by topic
   * @param documents content of the topics of global stores, by topic and key
   * @param clock wall-clock time at the beginning, milliseconds since 1970
   */
  public Cluster(
      StreamsConfig config,
      Topology topology,
      Map<String, Integer> partitions,
      Map<String, Map<String, byte[]>> documents,
      long clock,
      Random random) {
    this.config = config;
    this.clock = clock;
    this.random = random;
    this.builder = builder(topology).rewriteTopology(config);
    partitions.forEach((topic, count) -> topics.put(topic, new TopicLog(topic, count)));
    fillGlobalStores(documents);
    for (int subtopology : builder.nodeGroups().keySet()) {
      Set<String> sources = builder.buildSubtopology(subtopology).sourceTopics();
      List<TopicLog> logs =
          sources.stream().sorted().filter(topics::containsKey).map(topics::get).toList();
      int count = logs.stream().mapToInt(TopicLog::partitionCount).max().orElse(0);
      for (int partition = 0; partition < count; partition++) {
        tasks.add(new SimulatedTask(new TaskId(subtopology, partition), this, logs));
      }
    }
  }

  /** Streams shows the sub-topologies of a topology only to itself. */
  private static InternalTopologyBuilder builder(Topology topology) {
    try {
      Field field = Topology.class.getDeclaredField("internalTopologyBuilder");
      field.setAccessible(true);
      return (InternalTopologyBuilder) field.get(topology);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Streams has changed inside", e);
    }
  }

  private void fillGlobalStores(Map<String, Map<String, byte[]>> documents) {
    ProcessorTopology global = builder.buildGlobalStateTopology();
    if (global == null) {
      return;
    }
    Map<String, String> topicByStore = new HashMap<>();
    global.storeToChangelogTopic().forEach(topicByStore::put);
    for (StateStore store : global.globalStateStores()) {
      TransactionalStore filled = new TransactionalStore(store.name());
      documents
          .getOrDefault(topicByStore.getOrDefault(store.name(), ""), Map.of())
          .forEach((key, value) -> filled.put(key.getBytes(StandardCharsets.UTF_8), value));
      globals.put(store.name(), filled);
    }
  }

  ProcessorTopology build(int subtopology) {
    return builder.buildSubtopology(subtopology);
  }

  TaskContext context(TaskId id, Worker worker) {
    return new TaskContext(
        id, config, streamsMetrics, new Outbox(topics, worker), () -> clock + worker.clockOffset());
  }

  java.util.Collection<StateStore> globalStores() {
    return globals.values();
  }

  Random random() {
    return random;
  }

  List<Worker> workers() {
    return workers;
  }

  List<SimulatedTask> tasks() {
    return tasks;
  }

  TopicLog topic(String name) {
    TopicLog log = topics.get(name);
    if (log == null) {
      throw new IllegalArgumentException("no topic " + name);
    }
    return log;
  }

  /** Wall-clock time of a worker whose clock is right. */
  public long clock() {
    return clock;
  }

  void pass(long millis) {
    clock += millis;
  }

  /** Writes a record that no transaction holds back. */
  void produce(
      String topic,
      int partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<Header> headers) {
    topic(topic)
        .append(
            partition,
            new TopicLog.Entry(Transaction.NONE, key, value, new RecordHeaders(headers), clock));
  }

  /** Records of an input partition that its task has not read. */
  public OptionalLong lag(String topic, int partition) {
    return tasks.stream()
        .flatMap(task -> task.inputs().stream())
        .filter(input -> input.reads(topic, partition))
        .mapToLong(SimulatedTask.Input::lag)
        .findFirst();
  }

  @Override
  public void close() {
    metrics.close();
  }
}
