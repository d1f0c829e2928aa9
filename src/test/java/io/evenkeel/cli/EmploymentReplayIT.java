package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The census model of Massachusetts through a real broker, 5,000 rows to a pane. */
@SuppressWarnings("NullAway") // JUnit fills the fields before any test.
class EmploymentReplayIT {
  private static final double JS = 1e-9;
  private static final double EXACT = 1e-12;

  @TempDir static Path folder;
  private static JsonNode expected;
  private static ReplayedWindows results;
  private static List<JsonNode> panes;

  @BeforeAll
  static void replay() throws IOException {
    expected = SharedData.json("employment-ma/expected.json");
    Path out = folder.resolve("employment.json");
    int code =
        Main.run(
            "replay",
            "--embedded",
            "--quiet",
            "--partitions",
            "3",
            "--monitor",
            "deploy/monitors/employment-ma.yaml",
            "--reference",
            SharedData.file("employment-ma/employment-ma-reference.csv.gz").toString(),
            "--data",
            SharedData.file("employment-ma/employment-ma-analysis.csv.gz").toString(),
            "--rows-per-window",
            "5000",
            "--speed",
            "max",
            "--json",
            out.toString());
    assertThat(code).isZero();
    results = ReplayedWindows.read(out);
    panes = results.of("*", "1h");
  }

  @Test
  void evaluateKeepsEveryPaneThoughTimeLeapsToTheEnd() throws IOException {
    Path out = folder.resolve("evaluate.json");
    Main.run(
        "evaluate",
        "--quiet",
        "--monitor",
        "deploy/monitors/employment-ma.yaml",
        "--reference",
        SharedData.file("employment-ma/employment-ma-reference.csv.gz").toString(),
        "--data",
        SharedData.file("employment-ma/employment-ma-analysis.csv.gz").toString(),
        "--rows-per-window",
        "5000",
        "--out",
        out.toString());
    List<JsonNode> evaluated = ReplayedWindows.read(out).of("*", "1h");
    assertThat(evaluated.stream().mapToLong(pane -> pane.get("n").asLong()).sum())
        .isEqualTo(208_892);
  }

  @Test
  void thereAreFortyTwoPanes() {
    assertThat(panes).hasSize(42);
    assertThat(panes.stream().mapToLong(pane -> pane.get("n").asLong()).sum()).isEqualTo(208_892);
  }

  @Test
  void theJensenShannonDistanceOfEveryCategoryEqualsTheExpected() {
    int compared = 0;
    for (Map.Entry<String, JsonNode> feature : expected.get("drift").get("features").properties()) {
      if (!feature.getKey().equals("AGEP")) {
        JsonNode distances = feature.getValue().get("js_analysis");
        for (int pane = 0; pane < panes.size(); pane++) {
          assertThat(
                  ReplayedWindows.value(
                      panes.get(pane), "jensen_shannon_distance", feature.getKey()))
              .as(feature.getKey() + " in pane " + pane)
              .isCloseTo(distances.get(pane).asDouble(), within(JS));
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(15 * 42);
  }

  @Test
  void realizedAndEstimatedAccuracyOfEveryPaneEqualTheExpected() {
    JsonNode chunks = expected.get("performance_by_chunk").get("analysis");
    for (int pane = 0; pane < panes.size(); pane++) {
      assertThat(ReplayedWindows.value(panes.get(pane), "accuracy", null))
          .isCloseTo(chunks.get(pane).get("realized_accuracy").asDouble(), within(EXACT));
      assertThat(ReplayedWindows.value(panes.get(pane), "estimated_accuracy", null))
          .isCloseTo(chunks.get(pane).get("estimated_accuracy").asDouble(), within(JS));
    }
  }

  @Test
  void theGroupTablesEqualTheExpected() {
    Map<String, String> counts =
        Map.of(
            "tp", "true_positives",
            "fp", "false_positives",
            "tn", "true_negatives",
            "fn", "false_negatives");
    for (String attribute : List.of("SEX", "RAC1P")) {
      JsonNode groups = expected.get("groups").get("analysis").get(attribute);
      for (Map.Entry<String, JsonNode> group : groups.properties()) {
        List<JsonNode> windows = results.of(attribute + "=" + group.getKey(), "1h");
        counts.forEach(
            (shortName, metric) ->
                assertThat(windows.stream().mapToDouble(w -> count(w, metric)).sum())
                    .as(attribute + "=" + group.getKey() + " " + metric)
                    .isEqualTo(group.getValue().get(shortName).asDouble()));
      }
    }
  }

  private static double count(JsonNode window, String metric) {
    return window.get("n").asLong() == 0 ? 0 : ReplayedWindows.value(window, metric, null);
  }

  @Test
  void theWaveOfStudentsRaisesADriftAlertOnTheirHousing() {
    assertThat(results.alerts())
        .anySatisfy(
            alert -> {
              assertThat(alert.get("kind").asText()).isEqualTo("DRIFT");
              assertThat(alert.get("feature").asText()).isEqualTo("RELP");
              assertThat(alert.get("slice").asText()).isEqualTo("*");
              assertThat(alert.get("windowStart").asText())
                  .isBetween("2000-01-02T02:00:00Z", "2000-01-02T04:00:00Z");
            });
  }

  @Test
  void theLossOfAccuracyIsAnAlertByPane28() {
    assertThat(results.alerts())
        .anySatisfy(
            alert -> {
              assertThat(alert.get("kind").asText()).isEqualTo("QUALITY");
              assertThat(alert.get("slice").asText()).isEqualTo("*");
              assertThat(alert.get("windowStart").asText())
                  .isBetween("2000-01-02T03:00:00Z", "2000-01-02T04:00:00Z");
            });
  }
}
