package io.evenkeel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.digest.Plan;
import io.evenkeel.event.FeatureValue;
import io.evenkeel.files.ColumnMap;
import io.evenkeel.files.EventRow;
import io.evenkeel.files.EventRows;
import io.evenkeel.files.RowsPerWindow;
import io.evenkeel.files.SchemaFile;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.ReferenceGroup;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.profile.CategoryCells;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.SliceSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drift and quality of the employment rows equal other implementations', pane by pane. */
class EmploymentReportTest {
  private static final Path DATA = Path.of("../shared/data/employment-ma");
  private static final int ROWS = 5000;

  private static JsonNode expected;
  private static List<List<WindowReport>> panes;
  private static List<WindowReport> everything;

  @BeforeAll
  static void readTheRows() throws IOException {
    if (!Files.isDirectory(DATA)) {
      assertThat(System.getenv("CI")).as("CI needs " + DATA).isNotEqualTo("true");
      assumeTrue(false, DATA + " is not there");
    }
    expected = new ObjectMapper().readTree(DATA.resolve("expected.json").toFile());
    List<EventRow> reference = rows("employment-ma-reference.csv.gz");
    List<EventRow> analysis = rows("employment-ma-analysis.csv.gz");
    Monitor monitor =
        Monitors.binary(
            new ReferenceGroup(ReferenceGroup.Strategy.LARGEST, Map.of("SEX", "1", "RAC1P", "1")),
            0,
            SliceSpec.of("SEX"),
            SliceSpec.of("RAC1P"));
    ReferenceProfile profile =
        Monitors.profile(
            monitor,
            bins(reference),
            null,
            rows -> reference.forEach(row -> rows.add(row.prediction(), row.feedback())));
    Plan plan = Plan.compile(monitor, profile, "employment");
    panes = new ArrayList<>();
    SortedMap<String, SliceSummary> all = new TreeMap<>();
    for (int from = 0; from < analysis.size(); from += ROWS) {
      Rows rows = new Rows(plan);
      analysis.subList(from, Math.min(analysis.size(), from + ROWS)).stream()
          .forEach(row -> rows.add(row.prediction(), row.feedback()));
      rows.summaries().forEach((slice, summary) -> all.merge(slice, summary, SliceSummary::plus));
      panes.add(reports(plan, rows.summaries()));
    }
    everything = reports(plan, all);
  }

  private static List<WindowReport> reports(Plan plan, SortedMap<String, SliceSummary> slices) {
    return Evaluator.evaluate(plan, Reports.SERIES, Reports.ALL, slices, MeasurementSet.FULL);
  }

  private static List<EventRow> rows(String file) throws IOException {
    Path data = DATA.resolve(file);
    ColumnMap map = SchemaFile.columns(DATA.resolve("schema.json"), data);
    RowsPerWindow clock =
        new RowsPerWindow(Instant.parse("2000-01-01T00:00:00Z"), ROWS, Duration.ofHours(1));
    List<EventRow> rows = new ArrayList<>();
    try (EventRows source = EventRows.open(data, map, clock)) {
      for (@Nullable EventRow row = source.next(); row != null; row = source.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<FeatureBins> bins(List<EventRow> reference) {
    Map<String, Map<String, Long>> categories = new TreeMap<>();
    for (EventRow row : reference) {
      row.prediction()
          .features()
          .forEach(
              (name, value) -> {
                if (value instanceof FeatureValue.Categorical category) {
                  categories
                      .computeIfAbsent(name, n -> new TreeMap<>())
                      .merge(category.name(), 1L, Long::sum);
                }
              });
    }
    List<FeatureBins> bins = new ArrayList<>();
    bins.add(NumericBins.of("AGEP", new double[] {10, 18, 25, 33, 41, 49, 55, 62, 70}, 0, 95));
    categories.forEach(
        (name, counts) -> {
          List<String> byCount =
              counts.entrySet().stream()
                  .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                  .map(Map.Entry::getKey)
                  .toList();
          assertThat(byCount.size()).isLessThanOrEqualTo(CategoryCells.LARGEST);
          bins.add(CategoryCells.of(name, byCount, Set.of(), 0));
        });
    return bins;
  }

  @Test
  void theJensenShannonDistanceOfEveryCategoricalFeatureAndPaneIsThePublishedOne() {
    assertThat(panes).hasSize(42);
    int compared = 0;
    for (Map.Entry<String, JsonNode> feature : expected.at("/drift/features").properties()) {
      JsonNode distances = feature.getValue().get("js_analysis");
      if (feature.getKey().equals("AGEP")) {
        continue;
      }
      for (int pane = 0; pane < 42; pane++) {
        WindowReport report = Reports.slice(panes.get(pane), "*");
        assertThat(Reports.of(report, "jensen_shannon_distance", feature.getKey()).value())
            .as(feature.getKey() + " in pane " + pane)
            .isCloseTo(distances.get(pane).asDouble(), within(1e-9));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(15 * 42);
  }

  @Test
  void realizedAccuracyAndRatesOfEveryPaneArePublishedOnes() {
    JsonNode chunks = expected.at("/performance_by_chunk/analysis");
    for (int pane = 0; pane < 42; pane++) {
      WindowReport report = Reports.slice(panes.get(pane), "*");
      JsonNode chunk = chunks.get(pane);
      assertThat(Reports.value(report, "accuracy"))
          .isCloseTo(chunk.get("realized_accuracy").asDouble(), within(1e-12));
      assertThat(Reports.value(report, "f1"))
          .isCloseTo(chunk.get("realized_f1").asDouble(), within(1e-12));
      assertThat(Reports.value(report, "label_rate"))
          .isCloseTo(chunk.get("label_rate").asDouble(), within(1e-12));
      assertThat(Reports.value(report, "selection_rate"))
          .isCloseTo(chunk.get("selection_rate").asDouble(), within(1e-12));
      assertThat(Reports.value(report, "mean_probability"))
          .isCloseTo(chunk.get("mean_prob").asDouble(), within(1e-12));
      assertThat(Reports.value(report, "roc_auc"))
          .isCloseTo(
              chunk.get("realized_roc_auc").asDouble(),
              within(Reports.value(report, "roc_auc_bin_error")));
    }
  }

  @Test
  void theWaveOfGroupQuartersShowsInTheTwoPanesItCameIn() {
    double[] drift = panes.stream().mapToDouble(EmploymentReportTest::driftOfRelp).toArray();
    for (int pane = 0; pane < 26; pane++) {
      assertThat(drift[pane]).as("pane " + pane).isLessThan(0.1);
    }
    assertThat(drift[27]).isGreaterThan(0.5);
    assertThat(drift[28]).isGreaterThan(0.1);
  }

  private static double driftOfRelp(List<WindowReport> reports) {
    Measurement drift =
        Reports.of(Reports.slice(reports, "*"), "total_variation_distance_corrected", "RELP");
    return Objects.requireNonNull(drift.value());
  }

  @Test
  void calibrationOverAllRowsIsThePublishedOne() {
    WindowReport all = Reports.slice(everything, "*");
    assertThat(Reports.value(all, "expected_calibration_error"))
        .isCloseTo(expected.at("/calibration/analysis/ece10").asDouble(), within(1e-12));
    assertThat(Reports.value(all, "maximum_calibration_error"))
        .isCloseTo(expected.at("/calibration/analysis/mce10").asDouble(), within(1e-12));
  }

  @Test
  void groupsHaveTheirOwnReferenceInTheProfile() {
    for (String slice : List.of("SEX=1", "SEX=2")) {
      WindowReport report = Reports.slice(everything, slice);
      JsonNode group = expected.at("/groups/analysis/SEX/" + slice.substring(4));
      assertThat(Reports.value(report, "accuracy"))
          .isCloseTo(group.get("accuracy").asDouble(), within(1e-12));
      assertThat(Reports.of(report, "jensen_shannon_distance", "MIL").value()).isLessThan(0.05);
    }
    // Everybody in the group has the same value, in the window and in the profile.
    Measurement own =
        Reports.of(Reports.slice(everything, "SEX=1"), "jensen_shannon_distance", "SEX");
    assertThat(own.value()).isEqualTo(0);
  }
}
