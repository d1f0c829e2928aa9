package io.evenkeel.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static long millis(double random, int failures) {
    return new Backoff(() -> random).after(failures, null).toMillis();
  }

  @Test
  void theWaitDoublesFromOneSecondToAMinuteWithHalfOfItDrawn() {
    assertThat(millis(0, 1)).isEqualTo(500);
    assertThat(millis(0.999_999, 1)).isBetween(998L, 1_000L);
    assertThat(millis(0, 2)).isEqualTo(1_000);
    assertThat(millis(0, 6)).isEqualTo(16_000);
    assertThat(millis(0, 7)).isEqualTo(30_000);
    assertThat(millis(0.999_999, 1_000_000)).isBetween(59_000L, 60_000L);
  }

  @Test
  void aReceiverMayAskForMoreButNotForMoreThanAnHour() {
    Backoff backoff = new Backoff(() -> 0);
    assertThat(backoff.after(1, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    assertThat(backoff.after(7, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(30));
    assertThat(backoff.after(1, Duration.ofDays(365_000))).isEqualTo(Duration.ofHours(1));
  }
}
