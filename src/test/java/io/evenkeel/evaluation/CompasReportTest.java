package io.evenkeel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.digest.Plan;
import io.evenkeel.files.ColumnMap;
import io.evenkeel.files.EventRow;
import io.evenkeel.files.EventRows;
import io.evenkeel.files.SchemaFile;
import io.evenkeel.monitor.FeedbackSpec;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.ReferenceGroup;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.monitor.Task;
import io.evenkeel.profile.CategoryCells;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.profile.ReferenceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reports of the COMPAS rows equal the published numbers and those of other implementations. */
class CompasReportTest {
  private static final Path DATA = Path.of("../shared/data/compas");
  private static final Map<String, String> RATES =
      Map.ofEntries(
          Map.entry("base_rate", "label_rate"),
          Map.entry("selection_rate", "selection_rate"),
          Map.entry("accuracy", "accuracy"),
          Map.entry("tpr", "true_positive_rate"),
          Map.entry("fnr", "false_negative_rate"),
          Map.entry("fpr", "false_positive_rate"),
          Map.entry("tnr", "true_negative_rate"),
          Map.entry("ppv", "precision"),
          Map.entry("npv", "negative_predictive_value"),
          Map.entry("fdr", "false_discovery_rate"),
          Map.entry("for", "false_omission_rate"),
          Map.entry("f1", "f1"),
          Map.entry("tp", "true_positives"),
          Map.entry("fp", "false_positives"),
          Map.entry("fn", "false_negatives"),
          Map.entry("tn", "true_negatives"));
  private static final Map<String, String> GAPS =
      Map.ofEntries(
          Map.entry("statistical_parity_difference", "statistical_parity_difference"),
          Map.entry("disparate_impact_ratio", "disparate_impact"),
          Map.entry("equal_opportunity_difference", "equal_opportunity_difference"),
          Map.entry("average_odds_difference", "average_odds_difference"),
          Map.entry("predictive_parity_difference", "predictive_parity_difference"),
          Map.entry("accuracy_difference", "accuracy_difference"),
          Map.entry("fpr_ratio", "false_positive_rate_ratio"),
          Map.entry("fnr_ratio", "false_negative_rate_ratio"),
          Map.entry("fdr_ratio", "false_discovery_rate_ratio"),
          Map.entry("for_ratio", "false_omission_rate_ratio"));

  private static final List<FeatureBins> BINS =
      List.of(
          NumericBins.of("age", new double[] {25, 30, 40}, 18, 96),
          NumericBins.of("priors_count", new double[] {1, 3}, 0, 38),
          NumericBins.of("juv_fel_count", new double[] {1}, 0, 20),
          NumericBins.of("juv_misd_count", new double[] {1}, 0, 13),
          NumericBins.of("juv_other_count", new double[] {1}, 0, 17),
          CategoryCells.of("c_charge_degree", List.of("F", "M"), Set.of(), 0));
  private static final Map<String, String> SPREADS =
      Map.of(
          "demographic_parity_difference", "selection_rate_spread",
          "demographic_parity_ratio", "selection_rate_min_max_ratio",
          "equalized_odds_difference", "equalized_odds_spread",
          "equal_opportunity_difference_max", "true_positive_rate_spread",
          "accuracy_spread", "accuracy_spread");

  private static JsonNode expected;
  private static List<WindowReport> detailed;
  private static List<WindowReport> compas;
  private static List<WindowReport> regression;

  @BeforeAll
  static void readTheRows() throws IOException {
    if (!Files.isDirectory(DATA)) {
      assertThat(System.getenv("CI")).as("CI needs " + DATA).isNotEqualTo("true");
      assumeTrue(false, DATA + " is not there");
    }
    expected = new ObjectMapper().readTree(DATA.resolve("expected.json").toFile());
    compas = reports("compas.csv.gz", MeasurementSet.CORE);
    detailed = reports("compas.csv.gz", MeasurementSet.FULL);
    regression = reports("compas-lr.csv.gz", MeasurementSet.CORE);
  }

  private static List<WindowReport> reports(String file, MeasurementSet set) throws IOException {
    ReferenceProfile profile =
        Monitors.profile(Monitors.CLASSES_DENIED, BINS, null, new TreeMap<>());
    Plan plan = Plan.compile(monitor(), profile, file);
    Rows rows = new Rows(plan);
    Path data = DATA.resolve(file);
    ColumnMap map = SchemaFile.columns(DATA.resolve("schema.json"), data);
    try (EventRows source = EventRows.open(data, map, null)) {
      for (EventRow row = source.next(); row != null; row = source.next()) {
        rows.add(row.prediction(), row.feedback());
      }
    }
    return Evaluator.evaluate(plan, Reports.SERIES, Reports.ALL, rows.summaries(), set);
  }

  private static Monitor monitor() {
    return Monitor.builder("compas-recidivism", Task.BINARY)
        .classes(Monitors.CLASSES_DENIED)
        .slices(
            List.of(
                SliceSpec.of("race"),
                SliceSpec.of("sex"),
                SliceSpec.of("age_cat"),
                SliceSpec.of("sex", "race")))
        .referenceGroup(
            new ReferenceGroup(
                ReferenceGroup.Strategy.LARGEST,
                Map.of("race", "Caucasian", "sex", "Male", "age_cat", "25 - 45")))
        .windows(List.of(ReportWindow.ALL))
        .feedback(new FeedbackSpec(true, Duration.ofDays(1084), Duration.ofDays(1), null, true))
        .estimatePerformance(false)
        .build();
  }

  @Test
  void everybodysRatesAreThePublishedOnes() {
    compare(Reports.slice(compas, "*"), expected.get("overall"), RATES);
    compare(Reports.slice(regression, "*"), expected.at("/model_lr/overall"), RATES);
  }

  @Test
  void everyGroupsRatesAreThePublishedOnes() {
    int groups =
        groups(compas, expected.get("groups"))
            + groups(regression, expected.at("/model_lr/groups"));
    assertThat(groups).isEqualTo(22);
  }

  private static int groups(List<WindowReport> reports, JsonNode groups) {
    int compared = 0;
    for (Map.Entry<String, JsonNode> attribute : groups.properties()) {
      for (Map.Entry<String, JsonNode> group : attribute.getValue().properties()) {
        compare(
            Reports.slice(reports, attribute.getKey() + "=" + group.getKey()),
            group.getValue(),
            RATES);
        compared++;
      }
    }
    return compared;
  }

  @Test
  void everyGapToTheReferenceGroupIsThePublishedOne() {
    int gaps =
        gaps(compas, expected.get("fairness"))
            + gaps(regression, expected.at("/model_lr/fairness"));
    assertThat(gaps).isEqualTo(16);
  }

  private static int gaps(List<WindowReport> reports, JsonNode fairness) {
    int compared = 0;
    for (Map.Entry<String, JsonNode> attribute : fairness.properties()) {
      String reference = attribute.getValue().get("reference").asText();
      for (Map.Entry<String, JsonNode> group :
          attribute.getValue().get("vs_reference").properties()) {
        WindowReport report = Reports.slice(reports, attribute.getKey() + "=" + group.getKey());
        compare(report, group.getValue(), GAPS);
        assertThat(Reports.of(report, "false_positive_rate_ratio").reference())
            .isEqualTo(attribute.getKey() + "=" + reference);
        compared++;
      }
    }
    return compared;
  }

  private static void compare(WindowReport report, JsonNode numbers, Map<String, String> names) {
    int compared = 0;
    for (Map.Entry<String, JsonNode> number : numbers.properties()) {
      String metric = names.get(number.getKey());
      if (metric != null) {
        Double value = Reports.of(report, metric).value();
        if (number.getValue().isNull()) {
          assertThat(value).as(report.slice() + " " + metric).isNull();
        } else {
          assertThat(value)
              .as(report.slice() + " " + metric)
              .isCloseTo(number.getValue().asDouble(), within(1e-12));
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(names.size() - 3);
  }

  @Test
  void theRatiosOfAequitasAreReported() {
    WindowReport report = Reports.slice(compas, "race=African-American");
    List<String> ratios =
        List.of(
            "false_positive_rate_ratio",
            "false_negative_rate_ratio",
            "false_discovery_rate_ratio",
            "false_omission_rate_ratio",
            "negative_predictive_value_ratio",
            "precision_ratio",
            "selection_rate_ratio",
            "true_negative_rate_ratio",
            "true_positive_rate_ratio");
    for (int i = 0; i < ratios.size(); i++) {
      assertThat(Reports.value(report, ratios.get(i)))
          .as(ratios.get(i))
          .isCloseTo(expected.at("/published/" + (41 + i) + "/computed").asDouble(), within(1e-12));
    }
  }

  @Test
  void calibrationErrorsAreThePublishedOnes() {
    WindowReport compasAll = Reports.slice(compas, "*");
    assertThat(Reports.value(compasAll, "expected_calibration_error"))
        .isCloseTo(expected.at("/calibration_bins_all/ece10").asDouble(), within(1e-12));
    assertThat(Reports.value(compasAll, "maximum_calibration_error"))
        .isCloseTo(expected.at("/calibration_bins_all/mce10").asDouble(), within(1e-12));
    WindowReport second = Reports.slice(regression, "*");
    assertThat(Reports.value(second, "expected_calibration_error"))
        .isCloseTo(expected.at("/model_lr/calibration/ece10").asDouble(), within(1e-12));
  }

  /** README.md of the data: ROC AUC 0.730. */
  @Test
  void theExactRocAucLiesWithinTheInterval() {
    Measurement auc = Reports.of(Reports.slice(regression, "*"), "roc_auc");
    assertThat(auc.value()).isCloseTo(0.730, within(0.005));
    assertThat(auc.lower()).isLessThan(0.730);
    assertThat(auc.upper()).isGreaterThan(0.730);
  }

  @Test
  void spreadsOverAllGroupsAreThePublishedOnes() {
    WindowReport all = Reports.slice(detailed, "*");
    int compared = 0;
    for (Map.Entry<String, JsonNode> attribute : expected.get("fairness").properties()) {
      JsonNode overall = attribute.getValue().get("overall");
      for (Map.Entry<String, String> spread : SPREADS.entrySet()) {
        assertThat(Reports.of(all, spread.getValue(), attribute.getKey()).value())
            .as(spread.getValue() + " of " + attribute.getKey())
            .isCloseTo(overall.get(spread.getKey()).asDouble(), within(1e-12));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(15);
  }

  @Test
  void associationsWithTheAttributesAreThePublishedOnes() {
    WindowReport all = Reports.slice(detailed, "*");
    int compared = 0;
    for (Map.Entry<String, JsonNode> pair :
        expected.get("proxy_association_all_rows").properties()) {
      String[] names = pair.getKey().split("~");
      List<Measurement> found =
          all.measurements().stream()
              .filter(m -> m.metric().equals(pair.getValue().get("measure").asText()))
              .filter(m -> names[0].equals(m.feature()) && names[1].equals(m.reference()))
              .toList();
      assertThat(found).as(pair.getKey()).hasSize(1);
      assertThat(found.get(0).value())
          .as(pair.getKey())
          .isCloseTo(pair.getValue().get("value").asDouble(), within(1e-9));
      assertThat(found.get(0).n()).isEqualTo(7214);
      compared++;
    }
    assertThat(compared).isEqualTo(12);
  }

  @Test
  void aReportIsOfBoundedSize() {
    for (WindowReport report : compas) {
      long size = report.measurements().stream().filter(m -> m.feature() == null).count();
      assertThat(size).as(report.slice()).isLessThanOrEqualTo(47);
    }
    assertThat(compas.get(0).slice()).isEqualTo("*");
    assertThat(compas.stream().skip(1).map(WindowReport::slice)).isSorted();
  }
}
