package io.evenkeel.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts monitors and profiles into their topics. */
@Command(
    name = "apply",
    description = {
      "Puts monitors and profiles into their topics; running monitors take them up at once.",
      "Checks everything first and applies all or nothing."
    })
final class ApplyCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = {"-f", "--file"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Monitors (YAML or JSON) and profiles (JSON), or folders of them.")
  private List<Path> files;

  @Option(
      names = "--valid-from",
      paramLabel = "TIME",
      description =
          "Event time from which a changed monitor holds, such as 2026-05-01T00:00:00Z;"
              + " the next window from then on (default: now).")
  private @Nullable Instant validFrom;

  @SuppressWarnings("NullAway.Init")
  ApplyCommand() {}

  @Override
  public Integer call() {
    List<DocumentFiles.Found> found = DocumentFiles.readOrFail(files);
    if (found.isEmpty()) {
      throw new UsageException("there is no monitor and no profile in " + files);
    }
    new Applier(cluster.kafka(), cluster.topics())
        .apply(found, validFrom == null ? Instant.now() : validFrom)
        .forEach(System.out::println);
    return ExitCode.OK.code();
  }
}
