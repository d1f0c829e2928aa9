package io.evenkeel.cli;

import io.evenkeel.cluster.Documents;
import io.evenkeel.config.ProfileFile;
import io.evenkeel.profile.ReferenceProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds the frozen reference. */
@Command(name = "profile", description = "Builds the frozen reference from a file.")
final class ProfileCommand implements Callable<Integer> {
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write the profile.")
  private @Nullable Path out;

  @Option(names = "--publish", description = "Also put the profile into its topic.")
  private boolean publish;

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    ReferenceProfile profile = data.buildFromData(Progress.onError(quiet));
    Path file = out == null ? Path.of(profile.name() + ".json") : out;
    ProfileFile.write(profile, file);
    System.out.printf(
        "%s: %,d rows, %d features, %d slices, hash %s, written to %s%n",
        profile.name(),
        profile.rows(),
        profile.features().size(),
        profile.slices().size(),
        profile.hash().substring(0, 12),
        file);
    if (publish) {
      new Documents(cluster.kafka(), cluster.topics().profiles())
          .put(profile.name(), new String(ProfileFile.encode(profile), StandardCharsets.UTF_8));
      System.out.println("published to " + cluster.topics().profiles());
    }
    return ExitCode.OK.code();
  }
}
