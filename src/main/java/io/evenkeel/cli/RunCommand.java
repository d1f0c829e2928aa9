package io.evenkeel.cli;

import io.evenkeel.Evenkeel;
import io.evenkeel.Instance;
import io.evenkeel.config.Settings;
import io.evenkeel.registry.HttpSchemaRegistry;
import io.evenkeel.registry.RegistryConfig;
import io.evenkeel.topology.MonitorStreams;
import io.evenkeel.topology.Wiring.Pacing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One instance of the monitor against a real cluster. */
@Command(
    name = "run",
    description = {
      "Runs the monitor against a cluster until Ctrl-C or SIGTERM.",
      "Applies the files of the monitors folder first. Several instances share the work.",
      "Exit code 1 when the stream fails."
    })
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final long LOOK_MILLIS = 500;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Override
  public Integer call() {
    Settings settings = cluster.settings();
    RegistryConfig config = RegistryConfig.from(settings.schemaRegistry());
    try (Shutdown shutdown = Shutdown.listen();
        HttpSchemaRegistry registry = new HttpSchemaRegistry(config);
        Instance instance = start(settings, registry)) {
      MonitorStreams streams = instance.stream().streams();
      LOG.info("Listening on {}", instance.address());
      boolean announced = false;
      while (!shutdown.await(LOOK_MILLIS)) {
        if (instance.failed()) {
          throw new IllegalStateException("the stream has failed; see the log");
        }
        if (!announced && streams.running()) {
          announced = true;
          LOG.info("Running as {}", settings.name());
        }
      }
      LOG.info("Closing");
    }
    return ExitCode.OK.code();
  }

  /** Monitors come first: an event of a model that is not yet monitored would be passed over. */
  private Instance start(Settings settings, HttpSchemaRegistry registry) {
    Evenkeel.requirePermissions(settings, Files.isDirectory(settings.monitors()));
    Evenkeel.requireTopics(settings);
    applyFolder(settings.monitors());
    return Instance.start(settings, registry, pacing(settings));
  }

  private void applyFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      LOG.info("There is no folder of monitors at {}", folder);
      return;
    }
    List<DocumentFiles.Found> found = DocumentFiles.readOrFail(List.of(folder));
    new Applier(cluster.kafka(), cluster.topics()).apply(found, Instant.now()).forEach(LOG::info);
  }

  private static Pacing pacing(Settings settings) {
    Pacing usual = Pacing.DEFAULT;
    return new Pacing(
        usual.markers(),
        usual.publish(),
        settings.maxFutureSkew(),
        patience(settings.kafka(), usual.registryPatience()),
        patience(settings.kafka(), usual.documentPatience()),
        usual.idleness());
  }

  /** A thread that waits must still ask for records before the group takes it for dead. */
  static Duration patience(Map<String, String> kafka, Duration usual) {
    String property = ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG;
    String given = kafka.getOrDefault("consumer." + property, kafka.get(property));
    if (given == null) {
      return usual;
    }
    Duration most = Duration.ofMillis(Long.parseLong(given)).multipliedBy(2).dividedBy(5);
    return most.compareTo(usual) < 0 ? most : usual;
  }
}
