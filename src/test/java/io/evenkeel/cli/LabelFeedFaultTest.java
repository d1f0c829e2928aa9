package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real fault of a label feed: from 2014-04-02 on every label of the COMPAS file is 1, because its
 * source kept only those who re-offended (Barenstein 2019, arXiv:1906.04711).
 *
 * <p>Labels come up to 1,083 days after their predictions. The predictions move, too, though far
 * less (at most 0.24 in total variation in a pane of 100): a tolerance of 0.20 keeps them apart.
 */
class LabelFeedFaultTest {
  private static final String CHECKS =
      """
      window: 30d
      windows: [30d]
      feedback: {wait: 1084d}
      suppress-below: 0
      silence: 60d
      estimate-performance: false
      checks:
        - {drift: label, tolerance: 0.20}
        - {drift: prediction, tolerance: 0.20}
        - {metric: accuracy, compare: profile, tolerance: 0.05}

      """;

  @Test
  void labelsDriftAndAccuracyIsLostWhilePredictionsAreQuiet(@TempDir Path folder)
      throws IOException {
    Path data = SharedData.file("compas/compas.csv.gz");
    Path out = folder.resolve("out.json");
    Cli run =
        Cli.run(
            "evaluate",
            "--monitor",
            monitor(folder).toString(),
            "--reference",
            before2014(data, folder).toString(),
            "--data",
            data.toString(),
            "--json");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BREACH.code());
    Files.writeString(out, run.out());
    ReplayedWindows windows = ReplayedWindows.read(out);
    assertThat(firing(windows, "label_drift"))
        .filteredOn(alert -> alert.get("slice").asText().equals("*"))
        .singleElement()
        .satisfies(
            alert ->
                assertThat(alert.get("startedAt").asText())
                    .isBetween("2014-03-11T00:00:00Z", "2014-04-10T00:00:00Z"));
    assertThat(firing(windows, "accuracy"))
        .extracting(alert -> alert.get("slice").asText())
        .contains("race=Caucasian", "age_cat=Greater than 45");
    assertThat(firing(windows, "accuracy"))
        .allMatch(alert -> alert.get("startedAt").asText().compareTo("2014-03-11") >= 0);
    assertThat(firing(windows, "prediction_drift")).isEmpty();
    assertThat(windows.of("*", "30d").stream().mapToLong(window -> window.get("n").asLong()).sum())
        .isEqualTo(7214);
  }

  private static List<JsonNode> firing(ReplayedWindows windows, String metric) {
    return windows.alerts().stream()
        .filter(alert -> alert.get("state").asText().equals("FIRING"))
        .filter(alert -> alert.get("metric").asText().equals(metric))
        .toList();
  }

  /** The shipped monitor with panes of 30 days and other checks. */
  private static Path monitor(Path folder) throws IOException {
    String shipped = Files.readString(Path.of("deploy", "monitors", "compas.yaml"));
    String head =
        shipped
            .substring(0, shipped.indexOf("window: 1d"))
            .replaceFirst("(?m)^ +- \\{slice: in_6172.*\\R", "");
    String columns = shipped.substring(shipped.indexOf("columns:"));
    return Files.writeString(folder.resolve("faulty.yaml"), head + CHECKS + columns);
  }

  private static Path before2014(Path data, Path folder) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data)), StandardCharsets.UTF_8))) {
      String header = lines.readLine();
      Stream<String> rows =
          lines.lines().filter(row -> row.split(",", -1)[1].compareTo("2014") < 0);
      List<String> kept = Stream.concat(Stream.of(header), rows).toList();
      return Files.write(folder.resolve("before-2014.csv"), kept);
    }
  }
}
