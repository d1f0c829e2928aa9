package io.evenkeel.cli;

import io.evenkeel.Evenkeel;
import io.evenkeel.config.Settings;
import io.evenkeel.registry.HttpSchemaRegistry;
import io.evenkeel.registry.RegistryConfig;
import io.evenkeel.topology.MonitorMetrics;
import io.evenkeel.topology.Wiring.Pacing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
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
        Evenkeel evenkeel =
            Evenkeel.start(settings, registry, pacing(settings), MonitorMetrics.NONE)) {
      applyFolder(settings.monitors());
      boolean announced = false;
      while (!shutdown.await(LOOK_MILLIS)) {
        if (evenkeel.streams().failed()) {
          throw new IllegalStateException("the stream has failed; see the log");
        }
        if (!announced && evenkeel.streams().running()) {
          announced = true;
          LOG.info("Running as {}", settings.name());
        }
      }
      LOG.info("Closing");
    }
    return ExitCode.OK.code();
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
        usual.registryPatience(),
        usual.documentPatience(),
        usual.idleness());
  }
}
