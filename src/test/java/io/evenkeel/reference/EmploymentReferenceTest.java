package io.evenkeel.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.config.ProfileFile;
import io.evenkeel.digest.Digester;
import io.evenkeel.digest.Plan;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.event.PredictionWalk;
import io.evenkeel.files.ColumnMap;
import io.evenkeel.files.EventRow;
import io.evenkeel.files.EventRows;
import io.evenkeel.files.RowsPerWindow;
import io.evenkeel.files.SchemaFile;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.FeatureType;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.monitor.Task;
import io.evenkeel.profile.CategoryCells;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.statistics.JensenShannon;
import io.evenkeel.summary.SliceAccumulator;
import io.evenkeel.summary.SliceSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reference of a real model: what is computed from it equals what NannyML computed. */
class EmploymentReferenceTest {
  private static final Path DATA = Path.of("../shared/data/employment-ma");
  private static final int CHUNK = 5000;

  private static JsonNode expected;
  private static ReferenceProfile profile;
  private static List<SliceSummary> chunks;

  @BeforeAll
  static void profileAndChunks() throws IOException {
    if (!Files.isDirectory(DATA)) {
      assertThat(System.getenv("CI")).as("CI needs " + DATA).isNotEqualTo("true");
      assumeTrue(false, DATA + " is not there");
    }
    expected = new ObjectMapper().readTree(DATA.resolve("expected.json").toFile());
    Map<String, FeatureType> types = new LinkedHashMap<>();
    new ObjectMapper()
        .readTree(DATA.resolve("schema.json").toFile())
        .at("/files/employment-ma-reference.csv.gz/features")
        .properties()
        .forEach(
            type ->
                types.put(
                    type.getKey(),
                    type.getValue().asText().equals("numeric")
                        ? FeatureType.NUMERIC
                        : FeatureType.CATEGORICAL));
    Monitor monitor =
        Reference.monitor(
            Task.BINARY,
            Classes.ZERO_ONE,
            types,
            List.of(SliceSpec.of("SEX"), SliceSpec.of("RAC1P"), SliceSpec.of("SEX", "RAC1P")));
    profile =
        ProfileFile.sealed(
            new ReferenceProfileBuilder(monitor, "employment@1", "employment-ma-reference.csv.gz")
                .build(rows("employment-ma-reference.csv.gz")));
    chunks = chunks(Plan.compile(monitor, profile, ""));
  }

  private static List<LabelledPrediction> rows(String file) throws IOException {
    Path data = DATA.resolve(file);
    ColumnMap map = SchemaFile.columns(DATA.resolve("schema.json"), data);
    RowsPerWindow clock =
        new RowsPerWindow(Instant.parse("2000-01-01T00:00:00Z"), CHUNK, Duration.ofHours(1));
    List<LabelledPrediction> rows = new ArrayList<>();
    try (EventRows events = EventRows.open(data, map, clock)) {
      for (EventRow row = events.next(); row != null; row = events.next()) {
        rows.add(new LabelledPrediction(row.prediction(), row.feedback()));
      }
    }
    return rows;
  }

  private static List<SliceSummary> chunks(Plan plan) throws IOException {
    Digester digester = new Digester((model, time) -> plan);
    List<SliceSummary> summaries = new ArrayList<>();
    SliceAccumulator sums = plan.accumulator();
    int rows = 0;
    for (LabelledPrediction row : rows("employment-ma-analysis.csv.gz")) {
      PredictionWalk.visit(row.prediction(), digester);
      sums.prediction(digester.observation(), 1);
      if (++rows % CHUNK == 0) {
        summaries.add(sums.summary());
        sums.clear();
      }
    }
    summaries.add(sums.summary());
    return summaries;
  }

  private static int feature(String name) {
    for (int f = 0; f < profile.features().size(); f++) {
      if (profile.features().get(f).feature().equals(name)) {
        return f;
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void everyRecordIsInItsSlices() {
    assertThat(profile.rows()).isEqualTo(68_785);
    assertThat(profile.features()).hasSize(16);
    assertThat(profile.slice("*").orElseThrow().n()).isEqualTo(68_785);
    SliceSummary women = profile.slice("SEX=2").orElseThrow();
    assertThat(women.plus(profile.slice("SEX=1").orElseThrow()))
        .isEqualTo(profile.slice("*").orElseThrow());
  }

  @Test
  void estimatedAccuracyPerChunkEqualsCbpe() {
    JsonNode analysis = expected.at("/performance_by_chunk/analysis");
    assertThat(analysis.size()).isEqualTo(42).isEqualTo(chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      SliceSummary chunk = chunks.get(i);
      double[] positive = chunk.estimatedPositives();
      double right = chunk.estimatedCounts()[0] - positive[0] + positive[1];
      assertThat(right / chunk.n())
          .as("chunk " + i)
          .isCloseTo(analysis.get(i).get("estimated_accuracy").asDouble(), within(1e-9));
    }
  }

  @Test
  void jensenShannonDistanceOfEveryCategoricalFeatureIsTheExpectedOne() {
    int compared = 0;
    for (Map.Entry<String, JsonNode> entry : expected.at("/drift/features").properties()) {
      int f = feature(entry.getKey());
      if (!(profile.features().get(f) instanceof CategoryCells)) {
        continue;
      }
      long[] reference = profile.slice("*").orElseThrow().featureCells(f);
      for (int i = 0; i < chunks.size(); i++) {
        double distance =
            JensenShannon.distanceBase2(reference, chunks.get(i).featureCells(f)).orElseThrow();
        assertThat(distance)
            .as(entry.getKey() + " in chunk " + i)
            .isCloseTo(entry.getValue().get("js_analysis").get(i).asDouble(), within(1e-9));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(15 * 42);
  }

  @Test
  void cutsAreTheInnerEdgesOfTheReference() {
    var bins = (io.evenkeel.profile.NumericBins) profile.features().get(feature("AGEP"));
    JsonNode edges = expected.at("/drift/features/AGEP/psi_inner_edges");
    double[] inner = new double[edges.size()];
    for (int i = 0; i < inner.length; i++) {
      inner[i] = edges.get(i).asDouble();
    }
    assertThat(bins.cuts()).containsExactly(inner);
  }

  @Test
  void theProfileSurvivesItsFile() {
    byte[] bytes = ProfileFile.encode(profile);
    assertThat(ProfileFile.decode(bytes)).isEqualTo(profile);
    assertThat(bytes.length).isLessThan(600_000);
  }
}
