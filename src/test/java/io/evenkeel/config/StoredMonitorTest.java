package io.evenkeel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.topology.Loans;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoredMonitorTest {
  private final Monitor hourly =
      Loans.monitor(Loans.MODEL, Loans.SIX_HOURS, ReportWindow.of(Duration.ofDays(1)));
  private final Monitor daily = Loans.withPane(hourly, Duration.ofDays(1));

  private static long last(StoredMonitor stored) {
    return stored.last().validFrom();
  }

  @Test
  void theFirstVersionHoldsFromTheBeginning() {
    assertThat(last(StoredMonitor.first(hourly))).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void longerPanesBeginWhereOneOfThemStarts() {
    StoredMonitor stored = StoredMonitor.first(hourly).then(daily, Loans.START + Loans.HOUR);
    assertThat(last(stored)).isEqualTo(Loans.START + 24 * Loans.HOUR);
  }

  @Test
  void shorterPanesBeginWhereALongOneEnds() {
    StoredMonitor stored = StoredMonitor.first(daily).then(hourly, Loans.START + Loans.HOUR);
    assertThat(last(stored)).isEqualTo(Loans.START + 24 * Loans.HOUR);
  }

  @Test
  void theSameMonitorAgainChangesNothing() {
    StoredMonitor stored = StoredMonitor.first(hourly);
    assertThat(stored.then(hourly, Loans.START)).isSameAs(stored);
  }
}
