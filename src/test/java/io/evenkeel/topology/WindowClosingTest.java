package io.evenkeel.topology;

import static io.evenkeel.topology.Loans.HOUR;
import static io.evenkeel.topology.Loans.MINUTE;
import static io.evenkeel.topology.Loans.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.evaluation.WindowReport.State;
import io.evenkeel.monitor.ReportWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When windows of the whole stream close, with one partition; see also the test with four. */
class WindowClosingTest {
  private static final long NOW = Instant.parse("2024-02-01T00:00:00Z").toEpochMilli();
  private static final String OLD = "old";
  private static final long OLD_START = Instant.parse("2001-01-01T00:00:00Z").toEpochMilli();

  private final DrivenMonitor monitor;

  WindowClosingTest(@TempDir Path state) {
    monitor =
        new DrivenMonitor(
            state,
            NOW,
            Loans.monitor(
                Loans.MODEL,
                Loans.SIX_HOURS,
                ReportWindow.of(Duration.ofHours(1)),
                ReportWindow.of(Duration.ofDays(1))),
            Loans.monitor(OLD, Loans.DIRECT));
  }

  @AfterEach
  void close() {
    monitor.close();
  }

  private WindowReport hour(String model, long start) {
    return monitor.overall(model).stream()
        .filter(report -> report.window().equals("1h") && report.start() == start)
        .findFirst()
        .orElseThrow();
  }

  private void predictOld(String id, long time) {
    monitor.predict(Loans.prediction(OLD, id, "1", time, "M", "0"));
  }

  @Test
  void aWindowStaysOpenUntilBothInputsPassedItsEndAndGrace() {
    monitor.predict(Loans.prediction("a", START));
    monitor.feedback(Loans.feedback("a", START + MINUTE, "1", 0));
    monitor.predict(Loans.prediction("b", START + HOUR + 5 * MINUTE));
    monitor.pass(Duration.ofSeconds(3));
    assertThat(hour(Loans.MODEL, START).state()).isEqualTo(State.OPEN);
    monitor.feedback(Loans.feedback("b", START + HOUR + 5 * MINUTE, "1", 0));
    monitor.pass(Duration.ofSeconds(3));
    assertThat(hour(Loans.MODEL, START).state()).isEqualTo(State.CLOSED);
    assertThat(hour(Loans.MODEL, START + HOUR).state()).isEqualTo(State.OPEN);
  }

  @Test
  void aLabelAfterTheCloseRevisesTheWindow() {
    aWindowStaysOpenUntilBothInputsPassedItsEndAndGrace();
    monitor.feedback(Loans.feedback("a", START + 2 * HOUR, "0", 3));
    monitor.pass(Duration.ofSeconds(3));
    WindowReport report = hour(Loans.MODEL, START);
    assertThat(report.state()).isEqualTo(State.REVISED);
    assertThat(report.revision()).isEqualTo(1 + 3);
    assertThat(report.asOf()).isEqualTo(START + 2 * HOUR);
    assertThat(report.labelled()).isEqualTo(1);
  }

  @Test
  void whenNothingComesAnyMoreWindowsCloseByTheWallClock() {
    monitor.predict(Loans.prediction("a", START));
    monitor.pass(Duration.ofSeconds(90));
    assertThat(hour(Loans.MODEL, START).state()).isEqualTo(State.OPEN);
    monitor.pass(Duration.ofMinutes(66));
    assertThat(hour(Loans.MODEL, START).state()).isEqualTo(State.CLOSED);
  }

  @Test
  void twoModelsWithClocksYearsApartDoNotMoveEachOther() {
    monitor.predict(Loans.prediction("a", START));
    monitor.feedback(Loans.feedback("a", START, "1", 0));
    predictOld("x", OLD_START);
    predictOld("y", OLD_START + HOUR);
    monitor.pass(Duration.ofSeconds(3));
    assertThat(hour(OLD, OLD_START).state()).isEqualTo(State.OPEN);
    assertThat(hour(Loans.MODEL, START).state()).isEqualTo(State.OPEN);
    predictOld("z", OLD_START + HOUR + 5 * MINUTE);
    monitor.pass(Duration.ofSeconds(3));
    assertThat(hour(OLD, OLD_START).state()).isEqualTo(State.CLOSED);
    assertThat(hour(OLD, OLD_START + HOUR).state()).isEqualTo(State.OPEN);
    assertThat(hour(OLD, OLD_START + HOUR).n()).isEqualTo(2);
    assertThat(hour(Loans.MODEL, START).state()).isEqualTo(State.OPEN);
    assertThat(hour(OLD, OLD_START).late()).isZero();
  }

  @Test
  void theEndOfInputClosesEverything() {
    monitor.predict(Loans.prediction("a", START));
    monitor.predict(Loans.prediction("b", START + 3 * HOUR));
    predictOld("x", OLD_START);
    monitor.end(Loans.MODEL, false);
    monitor.pass(Duration.ofSeconds(3));
    assertThat(hour(Loans.MODEL, START).state()).isEqualTo(State.OPEN);
    monitor.end(Loans.MODEL, true);
    monitor.pass(Duration.ofSeconds(3));
    assertThat(monitor.overall(Loans.MODEL))
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(report -> report.state() == State.CLOSED);
    assertThat(hour(OLD, OLD_START).state()).isEqualTo(State.OPEN);
    monitor.end(OLD);
    assertThat(hour(OLD, OLD_START).state()).isEqualTo(State.CLOSED);
  }
}
