package io.evenkeel.topology;

import static io.evenkeel.topology.Loans.HOUR;
import static io.evenkeel.topology.Loans.MINUTE;
import static io.evenkeel.topology.Loans.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.join.JoinOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Expiry in the whole stream; labels are waited for six hours, in segments of 45 minutes, with five
 * minutes of grace.
 */
class PendingExpiryTest {
  private static final long NOW = Instant.parse("2024-02-01T00:00:00Z").toEpochMilli();
  private static final String OLD = "old";
  private static final long OLD_START = Instant.parse("2001-01-01T00:00:00Z").toEpochMilli();
  private static final Duration A_WHILE = Duration.ofSeconds(3);

  private final Map<String, Long> expired = new TreeMap<>();
  private final Map<JoinOutcome, Long> outcomes = new EnumMap<>(JoinOutcome.class);
  private final DrivenMonitor monitor;

  PendingExpiryTest(@TempDir Path state) {
    MonitorMetrics metrics =
        new MonitorMetrics() {
          @Override
          public void expired(String model, String reason, long count) {
            expired.merge(model + " " + reason, count, Long::sum);
          }

          @Override
          public void joined(String model, JoinOutcome outcome) {
            outcomes.merge(outcome, 1L, Long::sum);
          }
        };
    monitor =
        new DrivenMonitor(
            state,
            NOW,
            metrics,
            Loans.monitor(Loans.MODEL, Loans.SIX_HOURS),
            Loans.monitor(OLD, Loans.SIX_HOURS));
  }

  @AfterEach
  void close() {
    monitor.close();
  }

  private void predict(String id, long time) {
    monitor.predict(Loans.prediction(id, time));
  }

  private void label(String id, long time) {
    monitor.feedback(Loans.feedback(id, time, "1", 0));
  }

  @Test
  void whatWaitsInVainExpiresWhenBothInputsHavePassedIt() {
    predict("bare", START);
    predict("labelled", START);
    label("labelled", START + HOUR);
    label("stray", START);
    predict("next", START + 7 * HOUR);
    monitor.pass(A_WHILE);
    assertThat(expired).isEmpty();
    assertThat(monitor.pending()).isEqualTo(4);
    label("next", START + 7 * HOUR);
    monitor.pass(A_WHILE);
    assertThat(expired)
        .containsOnly(
            Map.entry("loans feedback-without-prediction", 1L),
            Map.entry("loans prediction-without-label", 1L));
    assertThat(monitor.overall(Loans.MODEL).get(0).labelled()).isEqualTo(1);
    assertThat(monitor.pending()).isEqualTo(1);
  }

  @Test
  void aPredictionThatIsSentAgainAfterItExpiredDoesNotCountTwice() {
    predict("a", START);
    predict("next", START + 8 * HOUR);
    label("next", START + 8 * HOUR);
    monitor.pass(A_WHILE);
    predict("a", START);
    monitor.pass(A_WHILE);
    assertThat(outcomes.get(JoinOutcome.TOO_OLD)).isEqualTo(1);
    assertThat(monitor.overall(Loans.MODEL).get(0).n()).isEqualTo(1);
  }

  @Test
  void aLabelWithinTheGraceOfTheExpiryStillCounts() {
    predict("a", START);
    predict("next", START + 6 * HOUR + 5 * MINUTE);
    label("next", START + 6 * HOUR + 5 * MINUTE);
    monitor.pass(A_WHILE);
    label("a", START + 6 * HOUR);
    assertThat(outcomes.get(JoinOutcome.JOINED)).isEqualTo(2);
  }

  @Test
  void modelsWithClocksYearsApartDoNotExpireEachOther() {
    predict("a", START);
    label("a", START);
    monitor.predict(Loans.prediction(OLD, "b", "1", OLD_START, "F", "1"));
    monitor.feedback(Loans.feedback(OLD, "c", OLD_START, "1", 0));
    monitor.pass(A_WHILE);
    assertThat(expired).isEmpty();
    assertThat(monitor.pending()).isEqualTo(3);
    monitor.predict(Loans.prediction(OLD, "d", "1", OLD_START + 8 * HOUR, "F", "1"));
    monitor.feedback(Loans.feedback(OLD, "d", OLD_START + 8 * HOUR, "1", 0));
    monitor.pass(A_WHILE);
    assertThat(expired)
        .containsOnly(
            Map.entry("old feedback-without-prediction", 1L),
            Map.entry("old prediction-without-label", 1L));
  }

  @Test
  void theEndOfInputLetsEverythingGo() {
    predict("a", START);
    label("b", START);
    monitor.end(Loans.MODEL);
    monitor.pass(A_WHILE);
    assertThat(expired)
        .containsOnly(
            Map.entry("loans feedback-without-prediction", 1L),
            Map.entry("loans prediction-without-label", 1L));
    assertThat(monitor.pending()).isZero();
  }

  @Test
  void whatIsPendingOfADeletedMonitorGoesByTheWallClock() {
    predict("a", START);
    monitor.delete(Loans.MODEL);
    monitor.pass(Duration.ofHours(7));
    assertThat(monitor.pending()).isZero();
  }
}
