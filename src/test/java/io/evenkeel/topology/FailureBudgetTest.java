package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {
  private static final long SECOND = 1_000_000_000L;

  private final FailureBudget budget = new FailureBudget(3, Duration.ofSeconds(60));

  private boolean tooMany(long second) {
    return budget.exhaustedBy(budget.spend(second * SECOND));
  }

  @Test
  void aFailureThatRepeatsAtOnceIsTooMuchAfterTheThird() {
    assertThat(tooMany(0)).isFalse();
    assertThat(tooMany(1)).isFalse();
    assertThat(tooMany(2)).isFalse();
    assertThat(tooMany(3)).isTrue();
  }

  @Test
  void failuresFarApartAreForgivenForEver() {
    for (int i = 0; i < 100; i++) {
      assertThat(tooMany(i * 25L)).isFalse();
    }
  }

  @Test
  void aClockThatStartsBelowZeroCountsAlike() {
    assertThat(tooMany(-2)).isFalse();
    assertThat(tooMany(-1)).isFalse();
    assertThat(tooMany(0)).isFalse();
    assertThat(tooMany(1)).isTrue();
  }
}
