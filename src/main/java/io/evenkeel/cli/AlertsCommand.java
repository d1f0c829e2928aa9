package io.evenkeel.cli;

import io.evenkeel.alert.Alert;
import io.evenkeel.registry.HttpSchemaRegistry;
import io.evenkeel.registry.RegistryConfig;
import io.evenkeel.replay.AlertReader;
import io.evenkeel.report.ResultJson;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Subscribes to the alerts topic. */
@Command(
    name = "alerts",
    description = {
      "Prints the alerts of the alerts topic, committed ones only.",
      "Stops at the end of the topic, or goes on with --follow."
    })
final class AlertsCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--follow", description = "Go on with new alerts until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(names = "--model", paramLabel = "NAME", description = "Only alerts of this model.")
  private @Nullable String model;

  @Override
  public Integer call() {
    RegistryConfig config = RegistryConfig.from(cluster.settings().schemaRegistry());
    try (Shutdown shutdown = Shutdown.listen();
        HttpSchemaRegistry registry = new HttpSchemaRegistry(config);
        AlertReader reader = Clusters.alerts(cluster.kafka(), cluster.topics(), registry)) {
      while (!shutdown.requested() && (follow || !reader.atEnd())) {
        reader.poll(POLL, this::print);
      }
    }
    return ExitCode.OK.code();
  }

  private void print(Alert alert) {
    if (model == null || model.equals(alert.series().model())) {
      System.out.println(json ? ResultJson.text(alert) : Tables.line(alert));
      System.out.flush();
    }
  }
}
