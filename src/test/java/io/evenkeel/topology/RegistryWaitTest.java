package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.registry.RegistryUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegistryWaitTest {
  private long now;
  private int asked;
  private final RegistryWait wait =
      new RegistryWait(Duration.ofMinutes(2), () -> {}, () -> now, millis -> now += millis);

  private String answerAfter(int failures, long silence) {
    if (asked++ < failures) {
      now += silence;
      throw new RegistryUnavailableException("away", null);
    }
    return "answer";
  }

  @Test
  void theAnswerComesAsSoonAsTheRegistryIsBack() {
    assertThat(wait.<String>get(() -> answerAfter(15, 0))).isEqualTo("answer");
    assertThat(now).as("0.1, 0.2, ... 5 s, and 5 s each").isBetween(45_000L, 60_000L);
  }

  @Test
  void aRegistryThatKeepsSilentIsWaitedForNoLongerThanOneThatRefuses() {
    assertThatThrownBy(() -> wait.get(() -> answerAfter(1_000, 28_000)))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(now).isBetween(120_000L, 155_000L);
  }

  @Test
  void aClosingThreadWaitsNoLonger() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> wait.get(() -> answerAfter(1_000, 0)))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(asked).isEqualTo(1);
  }
}
