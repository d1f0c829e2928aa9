package io.evenkeel.topology;

import io.evenkeel.observation.UnknownFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running stream: configuration, start, health, close. */
public final class MonitorStreams implements AutoCloseable {
  /** Goes up when state of an older version can not be read; part of the application id. */
  public static final int STATE_VERSION = 2;

  private static final Logger LOG = LoggerFactory.getLogger(MonitorStreams.class);
  private static final int TOLERATED_FAILURES = 10;
  private static final Duration FAILURES_COUNT_FOR = Duration.ofMinutes(10);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

  /** As long as Kafka's own session timeout; see {@link #config}. */
  private static final int TRANSACTION_TIMEOUT_MS = 45_000;

  private final KafkaStreams streams;
  private final LongSupplier nanoTime;
  private final Runnable mend;
  private final RestoreProgress restore = new RestoreProgress();
  private final FailureBudget failures = new FailureBudget(TOLERATED_FAILURES, FAILURES_COUNT_FOR);

  private MonitorStreams(KafkaStreams streams, LongSupplier nanoTime, Runnable mend) {
    this.streams = streams;
    this.nanoTime = nanoTime;
    this.mend = mend;
  }

  /**
   * A stream that is not yet started.
   *
   * @param name name of this deployment; the application id is made from it
   * @param kafka client properties, at least {@code bootstrap.servers}
   * @param nanoTime elapsed time, by which failures far apart are told from one that repeats
   * @param wiring makes the wiring, given how lags are found
   * @param mend called when a thread has failed, before another takes its place; throws {@link
   *     IllegalStateException} when the cause stays, and then the stream stops
   */
  public static MonitorStreams create(
      String name,
      Map<String, String> kafka,
      LongSupplier nanoTime,
      Function<Wiring.Lag, Wiring> wiring,
      Runnable mend) {
    StreamsConfig config = new StreamsConfig(config(name, kafka));
    ConsumerLags lags = new ConsumerLags();
    Topology topology = MonitorTopology.build(wiring.apply(lags), config);
    KafkaStreams streams = new KafkaStreams(topology, config, lags);
    MonitorStreams monitor = new MonitorStreams(streams, nanoTime, mend);
    streams.setUncaughtExceptionHandler(monitor::failed);
    streams.setGlobalStateRestoreListener(monitor.restore);
    return monitor;
  }

  /**
   * Kafka Streams' own description of what {@link #create} would run; connects to nothing.
   *
   * @param kafka as there
   */
  public static String describe(String name, Map<String, String> kafka, Wiring wiring) {
    return MonitorTopology.build(wiring, new StreamsConfig(config(name, kafka)))
        .describe()
        .toString();
  }

  /** The application id of a deployment. */
  public static String applicationId(String name) {
    return "evenkeel-" + name + "-v" + STATE_VERSION;
  }

  static Properties config(String name, Map<String, String> kafka) {
    Map<String, Object> config = new HashMap<>();
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    usually(config, kafka, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    usually(config, kafka, ProducerConfig.LINGER_MS_CONFIG, 20);
    // A transaction is open while a thread evaluates windows, restores a task beside it or waits
    // for a processor; under load Streams' own 10 s fenced a healthy thread. The price: when an
    // instance dies for good, readers of what it left open wait for this long. The group notices
    // the death only after the session timeout, so that to wait as long costs nothing. A shorter
    // session timeout wants a shorter one here. Sends (delivery.timeout.ms, 2 min) may outlive it:
    // they are then aborted with their transaction and their input is read again. Both stay below
    // max.poll.interval.ms (5 min), after which the group takes a slow thread for dead.
    usually(config, kafka, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    config.put(
        StreamsConfig.adminClientPrefix(AdminClientConfig.RETRIES_CONFIG), Integer.MAX_VALUE);
    config.putAll(kafka);
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(name));
    // Sums leave at commit and are exact only if offsets and output move together.
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    Properties properties = new Properties();
    properties.putAll(config);
    return properties;
  }

  /**
   * Sets a property of producers, under the prefix that Streams checks it by; what the user wrote,
   * with or without that prefix, is what holds.
   */
  private static void usually(
      Map<String, Object> config, Map<String, String> kafka, String property, Object value) {
    String given = kafka.get(property);
    config.put(StreamsConfig.producerPrefix(property), given == null ? value : given);
  }

  private StreamThreadExceptionResponse failed(Throwable error) {
    if (isOfUnknownFormat(error)) {
      LOG.error(
          "Stored or travelling bytes were written by another version of Evenkeel; this instance"
              + " stops, and its state is untouched. Run the version that wrote them, or give this"
              + " one a name of its own (see docs/operations.md)",
          error);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    int count = failures.spend(nanoTime.getAsLong());
    if (failures.exhaustedBy(count)) {
      LOG.error("A stream thread failed for the {}th time; giving up", count, error);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    try {
      mend.run();
    } catch (IllegalStateException e) {
      LOG.error("A stream thread failed, and would again: {}", e.getMessage(), error);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    } catch (KafkaException e) {
      LOG.warn("The cluster could not be asked about partitions", e);
    }
    LOG.warn("A stream thread failed and is replaced ({} of {})", count, TOLERATED_FAILURES, error);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  static boolean isOfUnknownFormat(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownFormatException) {
        return true;
      }
    }
    return false;
  }

  public void start() {
    streams.start();
  }

  /** Whether tasks are running. */
  public boolean running() {
    return streams.state() == State.RUNNING;
  }

  /** Whether the stream has given up. */
  public boolean failed() {
    return streams.state() == State.ERROR || streams.state() == State.PENDING_ERROR;
  }

  /** The state in Kafka Streams' own word. */
  public String state() {
    return streams.state().name();
  }

  /** Records of the state that are still to be read back, 0 when there is nothing to restore. */
  public long restoring() {
    return restore.left();
  }

  /**
   * The monitor documents that the stream goes by; empty while it is not running.
   *
   * <p>May be called from any thread.
   */
  public List<byte[]> monitors() {
    List<byte[]> documents = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> all =
        streams
            .store(
                StoreQueryParameters.fromNameAndType(
                    StoreNames.MONITORS, QueryableStoreTypes.<byte[], byte[]>keyValueStore()))
            .all()) {
      all.forEachRemaining(entry -> documents.add(entry.value));
    } catch (InvalidStateStoreException e) {
      return List.of();
    }
    return documents;
  }

  /** The client itself, for metric binders. */
  public KafkaStreams client() {
    return streams;
  }

  /** Closes within half a minute, and says so when that was not long enough. */
  @Override
  public void close() {
    boolean closed =
        streams.close(
            CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    if (!closed) {
      LOG.warn("The stream did not close within {}; its last transaction is lost", CLOSE_WITHIN);
    }
  }
}
