package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** COMPAS through a real broker: predictions at their time, labels up to 1,083 days later. */
@SuppressWarnings("NullAway") // JUnit fills the fields before any test.
class CompasReplayIT {
  private static final double EXACT = 1e-12;
  private static final Map<String, String> RATES =
      Map.ofEntries(
          Map.entry("FPR %", "false_positive_rate"),
          Map.entry("FNR %", "false_negative_rate"),
          Map.entry("PPV", "precision"),
          Map.entry("NPV", "negative_predictive_value"),
          Map.entry("specificity", "true_negative_rate"),
          Map.entry("sensitivity", "true_positive_rate"),
          Map.entry("prevalence", "label_rate"),
          Map.entry("tn", "true_negatives"),
          Map.entry("fp", "false_positives"),
          Map.entry("fn", "false_negatives"),
          Map.entry("tp", "true_positives"));
  private static final Map<String, String> DISPARITIES =
      Map.of(
          "fpr_disparity", "false_positive_rate_ratio",
          "fnr_disparity", "false_negative_rate_ratio",
          "fdr_disparity", "false_discovery_rate_ratio",
          "for_disparity", "false_omission_rate_ratio",
          "npv_disparity", "negative_predictive_value_ratio",
          "precision_disparity", "precision_ratio",
          "pprev_disparity", "selection_rate_ratio",
          "tnr_disparity", "true_negative_rate_ratio",
          "tpr_disparity", "true_positive_rate_ratio");
  private static final Map<String, String> SHORT =
      Map.of(
          "fpr", "false_positive_rate",
          "fnr", "false_negative_rate",
          "fdr", "false_discovery_rate",
          "for", "false_omission_rate");

  @TempDir static Path folder;
  private static JsonNode published;
  private static Path one;
  private static ReplayedWindows windows;

  @BeforeAll
  static void replay() throws IOException {
    published = SharedData.json("compas/expected.json").get("published");
    one = replay("compas.yaml", 1);
    windows = ReplayedWindows.read(one);
  }

  private static Path replay(String monitor, int partitions) {
    Path out = folder.resolve(monitor + "-" + partitions + ".json");
    int code =
        Main.run(
            "replay",
            "--embedded",
            "--quiet",
            "--partitions",
            Integer.toString(partitions),
            "--monitor",
            "deploy/monitors/" + monitor,
            "--data",
            SharedData.file("compas/compas.csv.gz").toString(),
            "--speed",
            "max",
            "--json",
            out.toString());
    assertThat(code).isZero();
    return out;
  }

  @Test
  void everyPublishedNumberIsReproduced() {
    int checked = 0;
    for (int i = 0; i < published.size(); i++) {
      boolean listed = i == 0 || (i >= 2 && i <= 34) || (i >= 41 && i <= 53);
      if (listed) {
        check(published.get(i));
        checked++;
      }
    }
    assertThat(checked).isEqualTo(47);
  }

  private static void check(JsonNode row) {
    String quantity = row.get("quantity").asText();
    double expected = row.get("computed").asDouble();
    if (quantity.endsWith("%")) {
      expected /= 100;
    }
    assertThat(windows.value(slice(quantity), "all", metric(quantity)))
        .as(quantity)
        .isCloseTo(expected, within(EXACT));
  }

  private static String slice(String quantity) {
    if (quantity.startsWith("two-year") || quantity.startsWith("all:")) {
      return "*";
    }
    return quantity.startsWith("Caucasian") ? "race=Caucasian" : "race=African-American";
  }

  private static String metric(String quantity) {
    if (quantity.startsWith("two-year")) {
      return "label_rate";
    }
    int colon = quantity.indexOf(": ");
    String name = colon >= 0 ? RATES.get(quantity.substring(colon + 2)) : shortName(quantity);
    if (name == null) {
      throw new AssertionError("no metric for " + quantity);
    }
    return name;
  }

  private static String shortName(String quantity) {
    String first = quantity.substring(0, quantity.indexOf(' '));
    return first.endsWith("_disparity") ? DISPARITIES.get(first) : SHORT.get(first);
  }

  @Test
  void defendantsPerDecileAreCounted() {
    Map<String, JsonNode> rows = new TreeMap<>();
    for (int i = 54; i <= 56; i++) {
      String quantity = published.get(i).get("quantity").asText();
      rows.put(quantity.substring(0, quantity.indexOf(':')), published.get(i).get("computed"));
    }
    rows.forEach(
        (race, counts) -> {
          for (int decile = 1; decile <= 10; decile++) {
            String slice = "in_6172=1&race=" + race + "&decile_score=" + decile;
            List<JsonNode> found = windows.of(slice, "all");
            assertThat(found).as(slice).hasSize(1);
            assertThat(found.get(0).get("n").asLong())
                .as(slice)
                .isEqualTo(counts.get(decile - 1).asLong());
          }
        });
  }

  @Test
  void theLabelRateBeforeTheCutoffIsThatOfTheDaysBeforeIt() {
    double positives = 0;
    double labelled = 0;
    for (JsonNode day : windows.of("*", "1d")) {
      if (day.get("start").asText().compareTo("2014-04-02") < 0 && day.get("n").asLong() > 0) {
        positives +=
            ReplayedWindows.value(day, "true_positives", null)
                + ReplayedWindows.value(day, "false_negatives", null);
        labelled += day.get("labelled").asLong();
      }
    }
    assertThat(positives / labelled)
        .isCloseTo(published.get(1).get("computed").asDouble() / 100, within(EXACT));
  }

  @Test
  void labelsOnlyPositiveFromApril2014ShowAsLabelDriftWhilePredictionsStayAsTheyWere() {
    List<JsonNode> days = windows.of("*", "1d");
    assertThat(meanRate(days, true, "label_rate")).isLessThan(0.40);
    assertThat(meanRate(days, false, "label_rate")).isEqualTo(1.0);
  }

  private static double meanRate(List<JsonNode> days, boolean before, String metric) {
    return days.stream()
        .filter(day -> day.get("labelled").asLong() > 0)
        .filter(day -> (day.get("start").asText().compareTo("2014-04-02") < 0) == before)
        .mapToDouble(day -> ReplayedWindows.value(day, metric, null))
        .average()
        .orElseThrow();
  }

  @Test
  void sixPartitionsGiveTheSameBytesAsOne() throws IOException {
    assertThat(Files.mismatch(one, replay("compas.yaml", 6))).isEqualTo(-1);
  }

  @Test
  void evaluateGivesTheSameBytesAsTheStream() throws IOException {
    Path out = folder.resolve("evaluate.json");
    Main.run(
        "evaluate",
        "--quiet",
        "--monitor",
        "deploy/monitors/compas.yaml",
        "--data",
        SharedData.file("compas/compas.csv.gz").toString(),
        "--out",
        out.toString());
    assertThat(Files.mismatch(one, out)).isEqualTo(-1);
  }

  @Test
  void highOnlyAsPositiveReproducesItsPublishedRates() throws IOException {
    ReplayedWindows high = ReplayedWindows.read(replay("compas-high.yaml", 3));
    for (int i = 35; i <= 40; i++) {
      String quantity = published.get(i).get("quantity").asText();
      double expected = published.get(i).get("computed").asDouble();
      String name = RATES.get(quantity.substring(quantity.indexOf(": ") + 2));
      assertThat(high.value(slice(quantity), "all", name == null ? "" : name))
          .as(quantity)
          .isCloseTo(quantity.endsWith("%") ? expected / 100 : expected, within(EXACT));
    }
  }
}
