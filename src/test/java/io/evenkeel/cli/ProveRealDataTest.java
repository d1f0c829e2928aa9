package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table of {@code prove} says of the people of the COMPAS file. */
class ProveRealDataTest {
  private static final String MONITOR =
      """
      model: compas
      task: binary
      classes: {positive: "1", favourable: "0"}
      slices: [sex]
      reference-group: {sex: Male}
      window: 1h
      feedback: {wait: 8h, maturity: 2h}
      columns:
        time: ts
        features: {age: numeric, priors_count: numeric, c_charge_degree: categorical}
        meta: {sex: sex}
        prediction: prediction
        probability: probability
        label: label
      """;
  private static final int PANES = 20;

  private static JsonNode prove(Path folder) throws IOException {
    Path data = SharedData.file("compas/compas.csv.gz");
    Path monitor = Files.writeString(folder.resolve("compas.yaml"), MONITOR);
    Cli run =
        Cli.run(
            "prove",
            "--monitor",
            monitor.toString(),
            "--data",
            data.toString(),
            "--records",
            "300",
            "--panes",
            Integer.toString(PANES),
            "--quiet",
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    return Json.mapper().readTree(run.out());
  }

  @Test
  void theTableMeansWhatItSays(@TempDir Path folder) throws IOException {
    JsonNode page = prove(folder);
    JsonNode total = page.path("total");
    assertThat(rate(total, "always")).isEqualTo(1000);
    assertThat(rate(total, "never")).isZero();
    double allowed = page.path("allowedFalseAlarmsPerThousand").asDouble();
    assertThat(allowed).isBetween(1.38, 1.4);
    assertThat(rate(total, "evenkeel")).isLessThanOrEqualTo(allowed);
    assertThat(rate(total, "ks")).isGreaterThan(allowed);
    for (JsonNode stream : page.path("streams")) {
      JsonNode rules = stream.path("rules");
      assertThat(rate(rules, "always")).isEqualTo(1000);
      if (rules.path("never").has("missed")) {
        assertThat(rules.path("never").path("missed").asBoolean()).isTrue();
        assertThat(rules.path("always").path("delay").asInt()).isEqualTo(1);
      }
    }
    delaysFall(page, "drift", List.of(0.25, 0.5, 1.0));
    delaysFall(page, "gap", List.of(0.05, 0.15, 0.25));
    assertThat(delay(page, "calibration", 0.8))
        .isLessThanOrEqualTo(delay(page, "calibration", 0.4))
        .isLessThan(8);
    assertThat(page.path("streams").findValuesAsText("fault"))
        .containsSubsequence("none", "drift", "gap", "calibration", "delay");
  }

  private static double rate(JsonNode rules, String rule) {
    return rules.path(rule).path("falseAlarmsPerThousand").asDouble(-1);
  }

  /** The larger the fault, the sooner it is told; the largest soon, the smallest much later. */
  private static void delaysFall(JsonNode page, String fault, List<Double> sizes) {
    List<Integer> delays = sizes.stream().map(size -> delay(page, fault, size)).toList();
    for (int i = 1; i < delays.size(); i++) {
      assertThat(delays.get(i)).as("%s %s", fault, delays).isLessThanOrEqualTo(delays.get(i - 1));
    }
    assertThat(delays.get(delays.size() - 1)).as(fault).isLessThan(delays.get(0)).isLessThan(8);
  }

  /** Panes until the monitor told, or more than there are. */
  private static int delay(JsonNode page, String fault, double size) {
    JsonNode ours =
        StreamSupport.stream(page.path("streams").spliterator(), false)
            .filter(stream -> stream.path("fault").asText().equals(fault))
            .filter(stream -> stream.path("size").asDouble() == size)
            .findFirst()
            .orElseThrow()
            .path("rules")
            .path("evenkeel");
    return ours.path("missed").asBoolean() ? PANES : ours.path("delay").asInt();
  }
}
