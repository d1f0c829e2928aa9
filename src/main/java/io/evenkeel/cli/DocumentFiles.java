package io.evenkeel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.ConfigException;
import io.evenkeel.config.Json;
import io.evenkeel.config.MonitorDocument;
import io.evenkeel.config.MonitorFile;
import io.evenkeel.config.ProfileFile;
import io.evenkeel.problem.Problem;
import io.evenkeel.profile.ReferenceProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads monitors and profiles from files and folders, and keeps what is wrong with each. */
final class DocumentFiles {
  private DocumentFiles() {}

  /**
   * What one file holds: a monitor, a profile, or problems.
   *
   * @param file where it was read
   * @param monitor the monitor, or null
   * @param profile the profile, or null
   * @param problems empty when one of both was read
   */
  record Found(
      Path file,
      @Nullable MonitorDocument monitor,
      @Nullable ReferenceProfile profile,
      List<Problem> problems) {
    static Found wrong(Path file, String problem) {
      return new Found(file, null, null, List.of(new Problem("", problem, null)));
    }

    /** Each problem as a line that names the file. */
    Stream<String> lines() {
      return problems.stream().map(problem -> file + ": " + problem);
    }
  }

  /** Reads every file, and every YAML and JSON file of every folder, in the order of names. */
  static List<Found> read(Collection<Path> paths) {
    List<Found> found = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        inside(path).forEach(file -> found.add(one(file)));
      } else {
        found.add(one(path));
      }
    }
    return found;
  }

  /** Everything that is wrong, as one error. */
  static List<Found> readOrFail(Collection<Path> paths) {
    List<Found> found = read(paths);
    List<String> problems = found.stream().flatMap(Found::lines).toList();
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return found;
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(DocumentFiles::isDocument).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isDocument(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file)
        && Stream.of(".yaml", ".yml", ".json", ".json.gz").anyMatch(name::endsWith);
  }

  private static Found one(Path file) {
    try {
      if (!Files.exists(file)) {
        return Found.wrong(file, "does not exist");
      }
      if (isProfile(file)) {
        return new Found(file, null, ProfileFile.read(file), List.of());
      }
      return new Found(file, MonitorFile.parse(Files.readString(file)), null, List.of());
    } catch (ConfigException e) {
      return new Found(file, null, null, e.problems());
    } catch (CharacterCodingException e) {
      return Found.wrong(file, "is not UTF-8 text");
    } catch (IOException e) {
      return Found.wrong(file, "cannot be read: " + e.getMessage());
    }
  }

  private static boolean isProfile(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".json")) {
      return name.endsWith(".gz");
    }
    try {
      JsonNode tree = Json.mapper().readTree(Files.readString(file));
      return tree.has("format") && tree.has("hash");
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
