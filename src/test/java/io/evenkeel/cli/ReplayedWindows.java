package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The document that {@code --json} writes, to be asked. */
final class ReplayedWindows {
  private final JsonNode document;

  private ReplayedWindows(JsonNode document) {
    this.document = document;
  }

  static ReplayedWindows read(Path file) throws IOException {
    return new ReplayedWindows(new ObjectMapper().readTree(file.toFile()));
  }

  Stream<JsonNode> windows() {
    return StreamSupport.stream(document.get("windows").spliterator(), false);
  }

  List<JsonNode> alerts() {
    return StreamSupport.stream(document.get("alerts").spliterator(), false).toList();
  }

  /** Windows of one slice and length in the order of time. */
  List<JsonNode> of(String slice, String window) {
    return windows()
        .filter(w -> w.get("slice").asText().equals(slice))
        .filter(w -> w.get("window").asText().equals(window))
        .toList();
  }

  /** A measurement of the only window of a slice and length. */
  double value(String slice, String window, String metric) {
    List<JsonNode> found = of(slice, window);
    assertThat(found).as("windows %s of %s", window, slice).hasSize(1);
    return value(found.get(0), metric, null);
  }

  /** A measurement of a window. */
  static double value(JsonNode window, String metric, @Nullable String feature) {
    for (JsonNode measurement : window.get("measurements")) {
      boolean sameFeature =
          feature == null
              ? measurement.get("feature").isNull()
              : measurement.get("feature").asText().equals(feature);
      if (measurement.get("metric").asText().equals(metric) && sameFeature) {
        assertThat(measurement.get("value").isNumber()).as(metric + " is defined").isTrue();
        return measurement.get("value").asDouble();
      }
    }
    throw new AssertionError(window.get("slice") + " has no " + metric + " of " + feature);
  }
}
