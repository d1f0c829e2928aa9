package io.evenkeel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.files.ColumnMap;
import io.evenkeel.files.ColumnMapReader;
import io.evenkeel.files.LabelRule;
import io.evenkeel.files.Source;
import io.evenkeel.monitor.Check.Method;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.Limits;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.monitor.SliceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The monitors shipped in deploy/monitors are valid and fit their column maps. */
class ExampleMonitorsTest {
  private static final Path FOLDER = Path.of("deploy/monitors");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void theFourExamplesAreThere() throws IOException {
    assertThat(files())
        .extracting(file -> file.getFileName().toString())
        .contains("compas-high.yaml", "compas.yaml", "electricity.yaml", "employment-ma.yaml");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExampleIsValid(Path file) {
    MonitorDocument document = read(file.getFileName().toString());
    ColumnMap columns = columns(document);
    Set<String> attributes = new LinkedHashSet<>(columns.meta().keySet());
    attributes.addAll(columns.features().keySet());

    document.requireFeatures(columns.features().keySet());
    assertThat(document.monitor().slices())
        .allSatisfy(slice -> assertThat(attributes).containsAll(slice.attributes()));
    assertThat(MonitorFile.fromJson(MonitorFile.toJson(document.monitor())))
        .isEqualTo(document.monitor());
  }

  @Test
  void compasReportsDaysAndEverything() {
    Monitor compas = read("compas.yaml").monitor();

    assertThat(compas.classes()).isEqualTo(new Classes(List.of("0", "1"), "1", "0"));
    assertThat(compas.windows())
        .containsExactly(ReportWindow.of(Duration.ofDays(1)), ReportWindow.ALL);
    assertThat(compas.slices())
        .containsExactly(
            SliceSpec.of("race"),
            SliceSpec.of("sex"),
            SliceSpec.of("age_cat"),
            SliceSpec.of("race", "sex"),
            new SliceSpec(List.of("in_6172", "race", "decile_score"), List.of(ReportWindow.ALL)));
    assertThat(compas.referenceGroup().given())
        .isEqualTo(Map.of("race", "Caucasian", "sex", "Male", "age_cat", "25 - 45"));
    assertThat(compas.feedback().waitFor()).isEqualTo(Duration.ofDays(1084));
    assertThat(compas.limits()).isEqualTo(new Limits(200, 0, 0));
    assertThat(compas.profile()).isNull();
  }

  @Test
  void compasHighDiffersInTheModelAndInWhatCountsAsPositive() {
    MonitorDocument high = read("compas-high.yaml");
    Monitor compas = read("compas.yaml").monitor();

    assertThat(MonitorFile.toJson(high.monitor()))
        .isEqualTo(
            MonitorFile.toJson(compas).replace("compas-recidivism", "compas-recidivism-high"));
    assertThat(columns(high).output().prediction())
        .isEqualTo(new LabelRule.EqualTo(new Source.Column("score_text"), "High"));
  }

  @Test
  void employmentWatchesDriftAndTheDropOfAccuracy() {
    Monitor employment = read("employment-ma.yaml").monitor();

    assertThat(employment.timing().pane()).isEqualTo(Duration.ofHours(1));
    assertThat(employment.slices()).containsExactly(SliceSpec.of("SEX"), SliceSpec.of("RAC1P"));
    assertThat(employment.checks())
        .extracting(check -> check.metric() + " " + check.tolerance())
        .containsExactly("total_variation_distance 0.1", "accuracy 0.03");
    assertThat(employment.checks().get(1).method()).isEqualTo(Method.INTERVAL);
  }

  private static MonitorDocument read(String name) {
    try {
      return MonitorFile.parse(Files.readString(FOLDER.resolve(name)));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static ColumnMap columns(MonitorDocument document) {
    return ColumnMapReader.read(Objects.requireNonNull(document.columns()), "columns");
  }
}
