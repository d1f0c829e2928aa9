package io.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference data beside the project reads completely; counts are those of its documents. */
class SharedFilesTest {
  private static final Path DATA = Path.of("../shared/data");

  @BeforeAll
  static void theDataIsThere() {
    if (!Files.isDirectory(DATA)) {
      assertThat(System.getenv("CI")).as("CI needs " + DATA).isNotEqualTo("true");
      assumeTrue(false, DATA + " is not there");
    }
  }

  /** Sums over one file. */
  private record Totals(long rows, long labels, long positiveLabels, long positivePredictions) {
    Totals plus(EventRow row) {
      Feedback feedback = row.feedback();
      boolean labelled = feedback != null;
      boolean positive = feedback != null && "1".equals(feedback.label());
      boolean predicted = "1".equals(row.prediction().predictedLabel());
      return new Totals(
          rows + 1,
          labels + (labelled ? 1 : 0),
          positiveLabels + (positive ? 1 : 0),
          positivePredictions + (predicted ? 1 : 0));
    }
  }

  private static EventRows open(String file) throws IOException {
    Path data = DATA.resolve(file);
    ColumnMap map = SchemaFile.columns(data.resolveSibling("schema.json"), data);
    return EventRows.open(data, map, map.time() == null ? clock() : null);
  }

  private static RowsPerWindow clock() {
    return new RowsPerWindow(Instant.parse("2000-01-01T00:00:00Z"), 5000, Duration.ofHours(1));
  }

  /** Rows as README.md says; the other counts by Python's csv module over the same files. */
  @ParameterizedTest
  @CsvSource({
    "compas/compas.csv.gz, 7214, 7214, 3251, 3317",
    "compas/compas-lr.csv.gz, 3607, 3607, 1933, 707",
    "employment-ma/employment-ma-reference.csv.gz, 68785, 68785, 34106, 37023",
    "employment-ma/employment-ma-analysis.csv.gz, 208892, 208892, 105093, 111822",
    "electricity/electricity.csv.gz, 36672, 36672, 15581, 8590",
    "jailbreakbench/jailbreakbench.csv.gz, 1800, 1800, 937, 765",
  })
  void everyRowReads(String file, long n, long labels, long positive, long predicted)
      throws IOException {
    Totals totals = new Totals(0, 0, 0, 0);
    try (EventRows rows = open(file)) {
      for (EventRow row = rows.next(); row != null; row = rows.next()) {
        totals = totals.plus(row);
      }
      assertThat(rows.unreadable()).isEmpty();
    }

    assertThat(totals).isEqualTo(new Totals(n, labels, positive, predicted));
  }

  @Test
  void compasFeedbackComesAtTheTimeOfTheLabel() throws IOException {
    try (EventRows rows = open("compas/compas.csv.gz")) {
      EventRow first = Objects.requireNonNull(rows.next());
      Prediction prediction = first.prediction();
      assertThat(prediction.modelId()).isEqualTo("compas-recidivism");
      assertThat(prediction.eventTime()).isEqualTo(Instant.parse("2013-01-01T00:00:00Z"));
      assertThat(prediction.scores()).containsEntry("1", 0.1).containsEntry("0", 0.9);
      assertThat(first.feedback())
          .extracting(Feedback::feedbackTime)
          .isEqualTo(Instant.parse("2015-01-01T23:59:59Z"));
    }
  }
}
