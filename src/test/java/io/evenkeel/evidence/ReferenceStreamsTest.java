package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A thousand random streams score as in the scalar reference of the detectors, to 1e-9: against its
 * recorded answers everywhere, and against a fresh run where Python and the reference are at hand.
 *
 * <p>The recorded answers are {@code run_reference.py} over {@link #main}'s output.
 */
class ReferenceStreamsTest {
  private static final int STREAMS = 1000;
  private static final Path REFERENCE = Path.of("..", "shared", "reference");
  private static final Path DRIVER =
      Path.of("src", "test", "resources", "evidence", "run_reference.py");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Prints the streams, one JSON line each. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), input());
  }

  @Test
  void everyStreamScoresAsRecordedFromTheReference() throws IOException {
    try (InputStream recorded = getClass().getResourceAsStream("/evidence/reference.jsonl")) {
      assertThat(recorded).isNotNull();
      compare(new String(recorded.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  @Test
  void everyStreamScoresAsTheReferenceRunNow() throws Exception {
    if (!Files.exists(REFERENCE.resolve("edetector.py")) || !pythonRuns()) {
      assertThat(System.getenv("CI")).as("CI needs python3 and the reference").isNotEqualTo("true");
      Assumptions.abort("no python3, or no reference beside this checkout");
    }
    Path input = Files.createTempFile("streams", ".jsonl");
    Path output = Files.createTempFile("evidence", ".jsonl");
    try {
      Files.writeString(input, input());
      Process python =
          new ProcessBuilder("python3", DRIVER.toString(), REFERENCE.toString())
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertThat(python.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(python.exitValue()).isZero();
      compare(Files.readAllLines(output));
    } finally {
      Files.delete(input);
      Files.delete(output);
    }
  }

  private static void compare(List<String> answers) throws IOException {
    assertThat(answers).hasSize(STREAMS);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      double[] expected = JSON.readValue(answers.get(i), double[].class);
      double[] actual = ReferenceStream.of(i).evidence();
      assertThat(actual).hasSameSizeAs(expected);
      for (int t = 0; t < actual.length; t++) {
        double tolerance = 1e-9 * Math.max(1.0, Math.abs(expected[t]));
        if (!(Math.abs(actual[t] - expected[t]) <= tolerance)) {
          wrong.add("stream %d pane %d: %s, reference %s".formatted(i, t, actual[t], expected[t]));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String input() {
    return LongStream.range(0, STREAMS)
        .mapToObj(seed -> ReferenceStream.of(seed).json())
        .collect(Collectors.joining("\n"));
  }

  private static boolean pythonRuns() throws InterruptedException {
    try {
      Process python = new ProcessBuilder("python3", "--version").start();
      return python.waitFor(30, TimeUnit.SECONDS) && python.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
