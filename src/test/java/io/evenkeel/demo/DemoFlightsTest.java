package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.event.FeatureValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DemoFlightsTest {
  private record Day(long n, long right) {
    Day plus(boolean correct) {
      return new Day(n + 1, right + (correct ? 1 : 0));
    }

    double accuracy() {
      return (double) right / n;
    }
  }

  /**
   * Counts and accuracies printed by numpy over the same files (the table in the data's README).
   */
  @Test
  void stormDaysCostAccuracyAndCalmDaysDoNot() throws IOException {
    Map<LocalDate, Day> days = new TreeMap<>();
    Set<String> airports = new HashSet<>();
    Play play =
        Play.all(
            DemoFlights.live(),
            (prediction, feedback) -> {
              LocalDate day = LocalDate.ofInstant(prediction.eventTime(), ZoneOffset.UTC);
              boolean correct =
                  feedback.label() != null && feedback.label().equals(prediction.predictedLabel());
              days.put(day, days.getOrDefault(day, new Day(0, 0)).plus(correct));
              airports.add(String.valueOf(prediction.meta().get("airport")));
              assertThat(Duration.between(prediction.eventTime(), feedback.feedbackTime()))
                  .isBetween(Duration.ofMinutes(30), Duration.ofHours(12));
            });

    assertThat(days.values().stream().mapToLong(Day::n).sum()).isEqualTo(172_265);
    assertThat(days).hasSize(28);
    assertThat(february(days, 24).n()).isEqualTo(5683);
    assertThat(february(days, 24).accuracy()).isCloseTo(0.637, within(0.0005));
    assertThat(february(days, 16).accuracy()).isCloseTo(0.629, within(0.0005));
    assertThat(february(days, 18).accuracy()).isCloseTo(0.859, within(0.0005));
    assertThat(airports)
        .containsExactlyInAnyOrder(
            "ATL", "BOS", "DEN", "DFW", "DTW", "EWR", "LAX", "LGA", "MSP", "ORD", "PHX", "STL");
    assertThat(play.ordered()).isTrue();
    assertThat(play.unanswered()).isZero();
  }

  private static Day february(Map<LocalDate, Day> days, int day) {
    return days.getOrDefault(LocalDate.of(2001, 2, day), new Day(0, 0));
  }

  @Test
  void theReferenceEndsWhereTheLiveFlightsBegin() throws IOException {
    long n = 0;
    long missing = 0;
    Instant last = Instant.MIN;
    try (var rows = DemoFlights.referenceRows()) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        n++;
        last = row.prediction().eventTime();
        if (FeatureValue.MISSING.equals(row.prediction().features().get("origin_delay"))) {
          missing++;
        }
      }
    }
    assertThat(n).isEqualTo(87_030);
    assertThat(missing).isEqualTo(Math.round(0.023325290129840286 * 87_030));
    assertThat(last).isBefore(Instant.parse("2001-02-05T00:00:00Z"));
  }
}
