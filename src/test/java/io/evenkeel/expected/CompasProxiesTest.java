package io.evenkeel.expected;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.cli.Cli;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the default checks say of proxies in COMPAS: all of it, and a thousand records. */
class CompasProxiesTest {
  private static final String MONITOR =
      """
      model: compas
      task: binary
      classes: {positive: "1", favourable: "0"}
      slices: [race, sex]
      reference-group: {race: Caucasian, sex: Male}
      window: 30d
      windows: [all]
      feedback: {wait: 1084d}
      columns:
        id: seq
        time: ts
        stage: {literal: pre-production}
        features:
          age: numeric
          priors_count: numeric
          c_charge_degree: categorical
        meta: [race, sex]
        prediction: prediction
        label: label
        label-time: label_ts
      """;

  @TempDir Path folder = Path.of("");

  private List<JsonNode> gaps(Path data, Path reference) throws IOException {
    Path monitor = Files.writeString(folder.resolve("m.yaml"), MONITOR);
    Cli cli =
        Cli.run(
            "evaluate",
            "--monitor",
            monitor.toString(),
            "--data",
            data.toString(),
            "--reference",
            reference.toString(),
            "--json",
            "--quiet");
    assertThat(cli.err()).isEmpty();
    List<JsonNode> gaps = new ArrayList<>();
    for (JsonNode window : new ObjectMapper().readTree(cli.out()).get("windows")) {
      for (JsonNode measurement : window.get("measurements")) {
        if (measurement.get("metric").asText().equals("proxy_outcome_gap")) {
          gaps.add(measurement);
        }
      }
    }
    return gaps;
  }

  @Test
  void noFeatureOfCompasIsAProxyOfRaceOrSexAndAThousandRecordsCannotTell() throws IOException {
    Path all = new ExpectedData("compas").file("compas.csv.gz");
    Set<String> about = new TreeSet<>();
    for (JsonNode gap : gaps(all, all)) {
      about.add(gap.get("feature").asText() + "~" + gap.get("reference").asText());
      assertThat(gap.get("n").asInt()).isEqualTo(7214);
      assertThat(gap.get("verdict").asText()).as(gap.toString()).isEqualTo("OK");
    }
    assertThat(about)
        .contains("age~race", "priors_count~race", "c_charge_degree~race", "priors_count~sex");

    List<JsonNode> few = gaps(firstThousand(all), all);
    assertThat(few).hasSameSizeAs(about);
    for (JsonNode gap : few) {
      assertThat(gap.get("verdict").asText()).isEqualTo("INSUFFICIENT");
      assertThat(gap.get("reason").asText())
          .matches("insufficient: 1000 records of the [4-9]\\d{3,} it takes");
    }
  }

  private Path firstThousand(Path file) throws IOException {
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String text = rows.lines().limit(1001).collect(Collectors.joining("\n", "", "\n"));
      return Files.writeString(folder.resolve("thousand.csv"), text);
    }
  }
}
