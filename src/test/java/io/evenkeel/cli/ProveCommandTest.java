package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveCommandTest {
  private static final String MONITOR =
      """
      model: loans
      task: binary
      classes: {positive: "1", favourable: "1"}
      slices: [sex]
      reference-group: {sex: M}
      window: 1h
      feedback: {wait: 8h, maturity: 2h}
      columns:
        time: time
        features: {income: numeric}
        meta: {sex: sex}
        prediction: predicted
        probability: p
        label: actual
      """;

  @TempDir Path folder = Path.of("");
  private String[] arguments = {};

  /** Women are treated worse and scores are wrong in the file itself. */
  @BeforeEach
  void writeFiles() throws IOException {
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("time,income,sex,p,predicted,actual\n");
    for (int i = 0; i < 3000; i++) {
      boolean woman = i % 3 == 0;
      double p = Math.min(1, Math.max(0, random.nextDouble() - (woman ? 0.2 : 0)));
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%.3f,%s,%.4f,%d,%d%n",
              Instant.parse("2026-03-01T00:00:00Z").plusSeconds(i),
              random.nextGaussian(),
              woman ? "F" : "M",
              p,
              p > 0.5 ? 1 : 0,
              random.nextInt(4) == 0 ? 1 : 0));
    }
    Path data = Files.writeString(folder.resolve("loans.csv"), csv);
    Path monitor = Files.writeString(folder.resolve("loans.yaml"), MONITOR);
    arguments =
        new String[] {
          "prove",
          "--monitor",
          monitor.toString(),
          "--data",
          data.toString(),
          "--records",
          "400",
          "--panes",
          "20",
          "--quiet",
          "--json"
        };
  }

  private static JsonNode of(JsonNode streams, String fault, double size, String rule) {
    for (JsonNode stream : streams.path("streams")) {
      if (stream.path("fault").asText().equals(fault) && stream.path("size").asDouble() == size) {
        return stream.path("rules").path(rule);
      }
    }
    throw new AssertionError("no stream with " + fault + " " + size);
  }

  @Test
  void faultsAreFoundWithoutFalseAlarmsWhereUsualThresholdsFire() throws IOException {
    Cli run = Cli.run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode streams = Json.mapper().readTree(run.out());
    for (JsonNode stream : streams.path("streams")) {
      JsonNode rules = stream.path("rules");
      assertThat(rules.path("evenkeel").path("falseAlarms").asInt(-1)).as("%s", stream).isZero();
      assertThat(rules.path("always").path("falseAlarmsPerThousand").asDouble()).isEqualTo(1000);
      assertThat(rules.path("never").path("falseAlarms").asInt(-1)).isZero();
    }
    assertThat(of(streams, "drift", 1, "evenkeel").path("delay").asInt()).isBetween(1, 2);
    assertThat(of(streams, "drift", 1, "always").path("delay").asInt()).isEqualTo(1);
    assertThat(of(streams, "drift", 1, "never").path("missed").asBoolean()).isTrue();
    assertThat(of(streams, "gap", 0.25, "evenkeel").path("delay").asInt()).isBetween(1, 5);
    assertThat(of(streams, "calibration", 0.8, "evenkeel").path("delay").asInt()).isBetween(3, 8);
    for (String rule : new String[] {"psi", "ks"}) {
      assertThat(of(streams, "drift", 1, rule).path("delay").asInt()).as(rule).isEqualTo(1);
    }
    for (String rule : new String[] {"gap", "ratio"}) {
      assertThat(of(streams, "gap", 0.25, rule).path("delay").asInt()).as(rule).isEqualTo(1);
    }
    assertThat(of(streams, "none", 0, "gap").path("falseAlarms").asInt()).isPositive();
  }
}
