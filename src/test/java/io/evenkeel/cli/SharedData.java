package io.evenkeel.cli;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real data beside the project: a must in CI, skipped with a word elsewhere. */
public final class SharedData {
  private static final Path ROOT = Path.of("..", "shared", "data");

  private SharedData() {}

  public static Path file(String name) {
    Path file = ROOT.resolve(name);
    if (!Files.exists(file)) {
      if ("true".equals(System.getenv("CI"))) {
        fail(file + " is missing, and CI may not skip what needs it");
      }
      assumeTrue(false, file + " is missing: this test is skipped");
    }
    return file;
  }

  public static JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(file(name).toFile());
  }
}
