package io.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.event.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventRowsTest {
  private static final String MAP =
      """
      id: id
      time: ts
      model: m
      features: {age: numeric, job: categorical}
      meta: [sex]
      prediction: pred
      probability: p
      label: y
      label-time: yt
      """;
  private static final String HEADER = "id,ts,age,job,sex,pred,p,y,yt\n";

  private static EventRow one(String row) throws IOException {
    return Maps.events(MAP, HEADER + row).get(0);
  }

  @Test
  void aRowBecomesAPredictionAndItsFeedback() throws IOException {
    EventRow row = one("7,2020-01-01T00:00:00Z,41.5,clerk,F,1.0,0.75,0.0,2020-02-01");

    Prediction prediction = row.prediction();
    assertThat(prediction.predictionId()).isEqualTo("7");
    assertThat(prediction.modelId()).isEqualTo("m");
    assertThat(prediction.modelVersion()).isEmpty();
    assertThat(prediction.eventTime()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(prediction.features())
        .isEqualTo(Map.of("age", FeatureValue.of(41.5), "job", FeatureValue.of("clerk")));
    assertThat(prediction.meta()).containsExactly(Map.entry("sex", "F"));
    assertThat(prediction.predictedLabel()).isEqualTo("1");
    assertThat(prediction.scores()).isEqualTo(Map.of("1", 0.75, "0", 0.25));
    assertThat(prediction.stage()).isEqualTo(Stage.PRODUCTION);
    assertThat(prediction.weight()).isEqualTo(1);
    assertThat(row.feedback())
        .isEqualTo(
            new Feedback("7", "m", "0", null, Instant.parse("2020-02-01T00:00:00Z"), 0, null));
  }

  @Test
  void emptyCellsAreMissingAndAnEmptyLabelGivesNoFeedback() throws IOException {
    EventRow row = one("7,2020-01-01,,,,,,,");

    assertThat(row.prediction().features().values())
        .containsExactly(FeatureValue.MISSING, FeatureValue.MISSING);
    assertThat(row.prediction().meta()).containsEntry("sex", null);
    assertThat(row.prediction().predictedLabel()).isNull();
    assertThat(row.prediction().scores()).isEmpty();
    assertThat(row.feedback()).isNull();
  }

  @Test
  void aLabelWithoutATimeIsKnownAtOnce() throws IOException {
    EventRow row = one("7,2020-01-01,,,,,,1,");

    assertThat(row.feedback())
        .extracting(Feedback::feedbackTime)
        .isEqualTo(row.prediction().eventTime());
  }

  @Test
  void numbersThatAreNoneCountAsMissingAndAreReported() throws IOException {
    String csv = HEADER + "1,2020-01-01,old,,,,,,\n2,2020-01-01,NaN,,,,,,\n3,2020-01-01,?,,,,,,\n";
    try (EventRows rows = EventRows.open("a.csv", Maps.rows("a.csv", csv), Maps.map(MAP), null)) {
      List<EventRow> all = Maps.all(rows);

      assertThat(all)
          .allSatisfy(
              row ->
                  assertThat(row.prediction().features())
                      .containsEntry("age", FeatureValue.MISSING));
      assertThat(rows.unreadable()).containsExactly(new Unreadable("age", 2, 2, "old"));
      assertThat(rows.unreadable().get(0))
          .hasToString(
              "age: 2 values that are no numbers were taken as missing, first 'old' in line 2");
    }
  }

  @Test
  void brokenCellsAreReportedWithLineAndColumn() {
    assertThatThrownBy(() -> one(",2020-01-01,,,,,,,"))
        .isInstanceOf(RowException.class)
        .hasMessage("a.csv line 2: column id: nothing is not allowed here");
    assertThatThrownBy(() -> one("1,soon,,,,,,,"))
        .hasMessage("a.csv line 2: column ts: 'soon' is not a time");
    assertThatThrownBy(() -> one("1,,,,,,,,"))
        .hasMessage("a.csv line 2: column ts: nothing is not a time");
    assertThatThrownBy(() -> one("1,2020-01-01,,,,,1.2,,"))
        .hasMessage("a.csv line 2: column p: '1.2' is not a probability from 0 to 1");
    assertThatThrownBy(() -> one("1,2020-01-01,,,,,x,,"))
        .hasMessage("a.csv line 2: column p: 'x' is not a number");
    assertThatThrownBy(() -> one("1,2020-01-01,,,,,,1,later"))
        .hasMessage("a.csv line 2: column yt: 'later' is not a time");
  }

  @Test
  void allMissingColumnsAreReportedAtOnce() {
    assertThatThrownBy(() -> Maps.events(MAP, "id,ts,agee,job,Sex,pred,p,y,yt\n"))
        .isInstanceOf(ColumnMapException.class)
        .hasMessage(
            """
            columns.meta.sex: the file has no column 'sex'; did you mean 'Sex'?
            columns.features.age: the file has no column 'age'; did you mean 'agee'?""");
    assertThatThrownBy(() -> Maps.events("prediction: p", "p\n"))
        .hasMessageContaining("columns.model: is needed")
        .hasMessageContaining("columns.time: is needed");
  }

  @Test
  void labelsAreDerivedFromTextAndThresholds() throws IOException {
    String base = "time: {literal: 2020-01-01}\nmodel: {literal: m}\n";
    String high = base + "prediction: {column: s, equals: High}";
    String atLeast = base + "classes: [no, yes]\nprediction: {column: s, at-least: 0.5}";

    assertThat(predicted(high, "s\nHigh\nhigh\nLow\n")).containsExactly("1", "0", "0");
    assertThat(predicted(atLeast, "s\n0.5\n0.49\n")).containsExactly("yes", "no");
    assertThatThrownBy(() -> predicted(atLeast, "s\nhalf\n"))
        .hasMessage("a.csv line 2: column s: 'half' is not a number");
  }

  private static List<String> predicted(String map, String csv) throws IOException {
    return Maps.events(map, csv).stream().map(row -> row.prediction().predictedLabel()).toList();
  }

  @Test
  void classScoresRegressionVersionsAndWeightsAreRead() throws IOException {
    EventRow row =
        Maps.events(
                """
                time: t
                model: {column: name}
                version: v
                stage: pre-production
                entity: who
                weight: w
                response-time: ms
                scores: {a: pa, b: pb, c: pc}
                value: amount
                label: truth
                """,
                "t,name,v,who,w,ms,pa,pb,pc,amount,truth\n0,m1,3,ann,2.5,12,0.2,0.7,0.1,10.5,11\n")
            .get(0);

    assertThat(row.prediction())
        .isEqualTo(
            new Prediction(
                "0",
                "m1",
                "3",
                Instant.EPOCH,
                Map.of(),
                Map.of(),
                null,
                Map.of("a", 0.2, "b", 0.7, "c", 0.1),
                10.5,
                Stage.PRE_PRODUCTION,
                2.5,
                "ann",
                12.0,
                null));
    assertThat(row.feedback())
        .isEqualTo(new Feedback("0", "m1", null, 11.0, Instant.EPOCH, 0, null));
  }

  @Test
  void rowNumbersGiveTimesWhereTheFileHasNone() throws IOException {
    Instant start = Instant.parse("2000-01-01T00:00:00Z");
    RowsPerWindow clock = new RowsPerWindow(start, 2, Duration.ofHours(1));
    try (EventRows rows =
        EventRows.open(
            "a.csv", Maps.rows("a.csv", "y\n1\n1\n0\n"), Maps.map("{label: y, model: m}"), clock)) {
      assertThat(Maps.all(rows))
          .extracting(row -> row.prediction().eventTime())
          .containsExactly(
              start, start.plus(Duration.ofMinutes(30)), start.plus(Duration.ofHours(1)));
    }
  }
}
