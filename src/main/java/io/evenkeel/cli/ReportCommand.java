package io.evenkeel.cli;

import io.evenkeel.Reports;
import io.evenkeel.page.ReportWish;
import io.evenkeel.registry.HttpSchemaRegistry;
import io.evenkeel.registry.RegistryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A model's page and the stories of its alerts as one file. */
@Command(
    name = "report",
    description = {
      "Writes one HTML file with the pictures and numbers of a model, for auditors.",
      "",
      "It holds everything it shows, asks nothing of the network, and can be printed."
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model.")
  private String model;

  @Option(
      names = "--model-version",
      paramLabel = "VERSION",
      description = "Its version; else the one in production with the newest window.")
  private @Nullable String version;

  @Option(
      names = "--window",
      paramLabel = "LENGTH",
      description = "Length of the windows, such as 1d; else the shortest.")
  private @Nullable String window;

  @Option(names = "--from", paramLabel = "TIME", description = "Only what ends after this time.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only what starts before this time.")
  private @Nullable Instant to;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file.")
  private Path out;

  @Option(
      names = "--patience",
      defaultValue = "120",
      paramLabel = "SECONDS",
      description = "How long reading the topics may take (${DEFAULT-VALUE}).")
  private long patience;

  @SuppressWarnings("NullAway.Init")
  ReportCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    RegistryConfig config = RegistryConfig.from(cluster.settings().schemaRegistry());
    try (HttpSchemaRegistry registry = new HttpSchemaRegistry(config)) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      String html =
          Reports.ofTopics(
              cluster.settings(),
              registry,
              new ReportWish(model, version, window, from, to),
              "Evenkeel report, made " + now + " from the topics of " + cluster.settings().name(),
              Duration.ofSeconds(patience));
      Files.writeString(out, html);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    return ExitCode.OK.code();
  }
}
