package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DemoRecidivismTest {
  /** TN, FP, FN, TP: ProPublica, "Compas Analysis.ipynb", cells 71-84. */
  @Test
  void theGroupsHaveThePublishedConfusionMatrices() throws IOException {
    Map<String, long[]> cells = new TreeMap<>();
    Play play =
        Play.all(
            DemoRecidivism.live(),
            (prediction, feedback) -> {
              String race = Objects.requireNonNull(prediction.meta().get("race"));
              int cell = 2 * number(feedback.label()) + number(prediction.predictedLabel());
              cells.computeIfAbsent(race, key -> new long[4])[cell]++;
            });

    assertThat(cells.get("African-American")).containsExactly(990, 805, 532, 1369);
    assertThat(cells.get("Caucasian")).containsExactly(1139, 349, 461, 505);
    assertThat(cells.values().stream().mapToLong(c -> c[0] + c[1] + c[2] + c[3]).sum())
        .isEqualTo(7214);
    assertThat(play.ordered()).isTrue();
    assertThat(play.unanswered()).isZero();
    assertThat(play.last()).isBefore(Instant.parse("2015-01-31T00:00:00Z"));
  }

  private static int number(@Nullable String label) {
    return Integer.parseInt(Objects.requireNonNull(label));
  }

  /** False-positive rates of the panes that the demo's monitor sees, 90 days each. */
  @Test
  void everyPaneShowsTheGap() throws IOException {
    Map<String, long[]> negatives = new TreeMap<>();
    Play.all(
        DemoRecidivism.live(),
        (prediction, feedback) -> {
          long pane = prediction.eventTime().getEpochSecond() / Duration.ofDays(90).toSeconds();
          if (number(feedback.label()) == 0) {
            long[] counts =
                negatives.computeIfAbsent(
                    pane + " " + prediction.meta().get("race"), key -> new long[2]);
            counts[0]++;
            counts[1] += number(prediction.predictedLabel());
          }
        });

    for (long pane = 174; pane <= 182; pane++) {
      long[] black = negatives.getOrDefault(pane + " African-American", new long[] {1, 0});
      long[] white = negatives.getOrDefault(pane + " Caucasian", new long[] {1, 0});
      double gap = (double) black[1] / black[0] - (double) white[1] / white[0];
      assertThat(gap).as("pane %d: %d and %d people", pane, black[0], white[0]).isGreaterThan(0.1);
    }
  }

  /** Mean delay 14.5 days, standard error of a group of 1,488 at most 0.21 days. */
  @Test
  void theDelayOfTheTruthTellsNothing() throws IOException {
    Map<String, List<Long>> hours = new TreeMap<>();
    Play.all(
        DemoRecidivism.live(),
        (prediction, feedback) ->
            hours
                .computeIfAbsent(group(prediction, feedback), key -> new ArrayList<>())
                .add(Duration.between(prediction.eventTime(), feedback.feedbackTime()).toHours()));

    assertThat(hours).hasSize(4);
    assertThat(hours.values())
        .allSatisfy(
            group -> {
              double mean = group.stream().mapToLong(h -> h).average().orElseThrow() / 24;
              assertThat(mean).isBetween(13.5, 15.5);
              assertThat(group).allMatch(h -> h >= 24 && h < 28 * 24);
            });
  }

  private static String group(Prediction prediction, Feedback feedback) {
    boolean black = "African-American".equals(prediction.meta().get("race"));
    return black + " " + feedback.label();
  }

  @Test
  void theSameEventsComeEachTime() throws IOException {
    List<Prediction> first = new ArrayList<>();
    List<Prediction> second = new ArrayList<>();
    Play.all(DemoRecidivism.live(), (prediction, feedback) -> first.add(prediction));
    Play.all(DemoRecidivism.live(), (prediction, feedback) -> second.add(prediction));

    assertThat(first).isEqualTo(second);
    assertThat(first.get(0).scores().values().stream().mapToDouble(p -> p).sum()).isEqualTo(1);
  }

  @Test
  void theReferenceIsTheFirstHalfYear() throws IOException {
    int n = 0;
    try (var rows = DemoRecidivism.referenceRows()) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        n++;
        assertThat(row.prediction().eventTime()).isBefore(Instant.parse("2013-06-30T00:00:00Z"));
      }
    }
    assertThat(n).isEqualTo(1779);
  }
}
