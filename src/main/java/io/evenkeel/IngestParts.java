package io.evenkeel;

import io.evenkeel.bridge.Bridge;
import io.evenkeel.bridge.BridgeSource;
import io.evenkeel.bridge.BridgeTopics;
import io.evenkeel.bridge.BridgeWiring;
import io.evenkeel.cluster.ClusterTopics;
import io.evenkeel.config.IngestSettings;
import io.evenkeel.config.Settings;
import io.evenkeel.http.Health.Reason;
import io.evenkeel.http.Routes;
import io.evenkeel.ingest.Format;
import io.evenkeel.ingest.IngestMetrics;
import io.evenkeel.ingest.LayoutOptions;
import io.evenkeel.intake.Intake;
import io.evenkeel.intake.IntakeRoutes;
import io.evenkeel.registry.SchemaRegistry;
import io.evenkeel.serde.AvroJson;
import io.evenkeel.serde.AvroRecords;
import io.evenkeel.serde.EventEncoder;
import io.evenkeel.topology.Wiring.Pacing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What takes in other payloads than our own events: the bridge and the routes, when asked for. */
public final class IngestParts implements AutoCloseable {
  private final Settings settings;
  private final SchemaRegistry registry;
  private final IngestMetrics metrics;
  private final @Nullable Intake intake;
  private volatile @Nullable Bridge bridge;

  /** The parts that these settings ask for; nothing runs yet. */
  IngestParts(Settings settings, SchemaRegistry registry, IngestMetrics metrics) {
    this.settings = settings;
    this.registry = registry;
    this.metrics = metrics;
    intake =
        settings.ingest().http()
            ? new Intake(settings.kafka(), topics(settings), this::encoder, metrics)
            : null;
  }

  /** Routes to post to; none unless they are asked for. */
  List<Routes> routes() {
    return intake == null
        ? List.of()
        : List.of(
            new IntakeRoutes(
                intake,
                posted(settings.ingest()),
                settings.ingest().limits(),
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString()));
  }

  /**
   * Starts the bridge if there is anything to carry.
   *
   * @throws IllegalStateException when topics are missing, or a topic has more partitions than that
   *     of predictions, so that its order would be lost
   */
  void start(Pacing pacing) {
    if (settings.ingest().any()) {
      require(settings);
      bridge =
          Bridge.start(
              settings.name(),
              Evenkeel.streamProperties(settings),
              System::nanoTime,
              wiring(pacing));
    }
  }

  private BridgeWiring wiring(Pacing pacing) {
    IngestSettings ingest = settings.ingest();
    List<BridgeSource> topics = ingest.topics().stream().map(IngestParts::source).toList();
    List<BridgeSource> halves = new ArrayList<>(topics);
    if (ingest.http()) {
      halves.addAll(posted(ingest).values());
    }
    halves.removeIf(source -> !source.format().halves());
    return new BridgeWiring(
        topics(settings),
        topics,
        halves,
        settings.coPartitioned(),
        ingest.limits(),
        ingest.halvesWait(),
        pacing.registryPatience(),
        this::encoder,
        () -> new AvroJson(registry),
        metrics);
  }

  private EventEncoder encoder() {
    return new EventEncoder(new AvroRecords(registry, true));
  }

  private static BridgeSource source(IngestSettings.Source source) {
    return new BridgeSource(source.format(), source.options(), source.map());
  }

  /** Every format that needs no map by its own name, then the routes of the settings. */
  private static Map<String, BridgeSource> posted(IngestSettings ingest) {
    Map<String, BridgeSource> sources = new LinkedHashMap<>();
    for (Format format : Format.values()) {
      if (!format.mapped()) {
        String name = format.name().toLowerCase(Locale.ROOT).replace('_', '-');
        sources.put(name, new BridgeSource(format, LayoutOptions.of("http/" + name), null));
      }
    }
    for (IngestSettings.Source route : ingest.routes()) {
      sources.put(
          route.name(),
          new BridgeSource(
              route.format(), route.options().from("http/" + route.name()), route.map()));
    }
    return sources;
  }

  private static BridgeTopics topics(Settings settings) {
    return new BridgeTopics(
        settings.topics().predictions(),
        settings.topics().feedback(),
        settings.ingest().halvesTopic(),
        settings.topics().deadLetters());
  }

  private static void require(Settings settings) {
    IngestSettings ingest = settings.ingest();
    List<String> names =
        new ArrayList<>(ingest.topics().stream().map(IngestSettings.Source::name).toList());
    if (ingest.halves()) {
      names.add(ingest.halvesTopic());
    }
    String predictions = settings.topics().predictions();
    names.add(predictions);
    Map<String, Integer> counts;
    try (ClusterTopics cluster = new ClusterTopics(settings.kafka())) {
      counts = cluster.partitions(names);
    }
    for (String name : names) {
      Integer count = counts.get(name);
      if (count == null) {
        throw new IllegalStateException(
            "topic "
                + name
                + " does not exist, but ingest in the settings needs it"
                + (name.equals(ingest.halvesTopic())
                    ? "; create it with `evenkeel topics create`"
                    : ""));
      }
      int most = counts.getOrDefault(predictions, 0);
      boolean others = !name.equals(predictions) && !name.equals(ingest.halvesTopic());
      if (others && count > most && !settings.coPartitioned()) {
        throw new IllegalStateException(
            "topic "
                + name
                + " has "
                + count
                + " partitions and "
                + predictions
                + " only "
                + most
                + ": add partitions to it, so that each keeps its order");
      }
    }
  }

  /** Whether the bridge, if there is one, has given up. */
  boolean failed() {
    Bridge started = bridge;
    return started != null && started.failed();
  }

  /** Why payloads are not taken in. */
  List<Reason> notReady() {
    Bridge started = bridge;
    if (started == null || started.running()) {
      return List.of();
    }
    return List.of(
        started.failed()
            ? new Reason("ingest-failed", "the bridge has given up; see the log")
            : new Reason("ingest-starting", "the bridge waits for its topics"));
  }

  @Override
  public void close() {
    Bridge started = bridge;
    if (started != null) {
      started.close();
    }
    if (intake != null) {
      intake.close();
    }
  }
}
