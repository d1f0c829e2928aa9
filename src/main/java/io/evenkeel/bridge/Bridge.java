package io.evenkeel.bridge;

import io.evenkeel.topology.FailureBudget;
import io.evenkeel.topology.RocksMemory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running bridge: a stream of its own beside the monitor's, under an id of its own. */
public final class Bridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

  /** Goes up when halves that wait in an older state can not be read. */
  private static final int STATE_VERSION = 1;

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);
  private static final int TOLERATED_FAILURES = 10;
  private static final Duration FAILURES_COUNT_FOR = Duration.ofMinutes(10);
  private static final int TRANSACTION_TIMEOUT_MS = 45_000;

  private final KafkaStreams streams;

  private Bridge(KafkaStreams streams) {
    this.streams = streams;
  }

  /** The application id of the bridge of a deployment; consumer group and state have this name. */
  public static String applicationId(String name) {
    return "evenkeel-" + name + "-ingest-v" + STATE_VERSION;
  }

  /**
   * Starts to carry.
   *
   * @param name name of the deployment
   * @param kafka as the monitor's own stream gets them
   * @param nanoTime elapsed time, by which failures far apart are told from one that repeats
   */
  public static Bridge start(
      String name, Map<String, String> kafka, LongSupplier nanoTime, BridgeWiring wiring) {
    StreamsConfig config = config(name, kafka);
    KafkaStreams streams = new KafkaStreams(BridgeTopology.build(wiring, config), config);
    FailureBudget failures = new FailureBudget(TOLERATED_FAILURES, FAILURES_COUNT_FOR);
    streams.setUncaughtExceptionHandler(
        error -> answer(failures, failures.spend(nanoTime.getAsLong()), error));
    streams.start();
    return new Bridge(streams);
  }

  /** A record that can not be carried now is read again by the thread that takes over. */
  private static StreamThreadExceptionResponse answer(
      FailureBudget failures, int count, Throwable error) {
    if (failures.exhaustedBy(count)) {
      LOG.error("A thread of the bridge failed for the {}th time; giving up", count, error);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.warn("A thread of the bridge failed and is replaced ({})", count, error);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Kafka Streams' own description of what would run; connects to nothing. */
  public static String describe(String name, Map<String, String> kafka, BridgeWiring wiring) {
    return BridgeTopology.build(wiring, config(name, kafka)).describe().toString();
  }

  static StreamsConfig config(String name, Map<String, String> kafka) {
    Map<String, Object> config = new HashMap<>();
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    usually(config, kafka, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    usually(config, kafka, ProducerConfig.LINGER_MS_CONFIG, 5);
    usually(config, kafka, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    config.putAll(kafka);
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(name));
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    Properties properties = new Properties();
    properties.putAll(config);
    return new StreamsConfig(properties);
  }

  private static void usually(
      Map<String, Object> config, Map<String, String> kafka, String property, Object value) {
    String given = kafka.get(property);
    config.put(StreamsConfig.producerPrefix(property), given == null ? value : given);
  }

  /** Whether it carries. */
  public boolean running() {
    return streams.state() == State.RUNNING;
  }

  /** Whether it has given up. */
  public boolean failed() {
    return switch (streams.state()) {
      case ERROR, PENDING_ERROR, PENDING_SHUTDOWN, NOT_RUNNING -> true;
      case CREATED, REBALANCING, RUNNING -> false;
    };
  }

  @Override
  public void close() {
    streams.close(
        CloseOptions.timeout(CLOSE_WITHIN)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }
}
