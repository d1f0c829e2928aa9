package io.evenkeel.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.watermark.Mark.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceClockTest {
  private static final long TIMEOUT = 60_000;

  private final SourceClock clock = new SourceClock();

  @Test
  void aRecordIsLateWhenItLiesMoreThanGraceBehindTheLargestBeforeIt() {
    assertThat(clock.late("loans", 1000, 100, 0)).isFalse();
    assertThat(clock.late("loans", 900, 100, 0)).isFalse();
    assertThat(clock.late("loans", 899, 100, 0)).isTrue();
    assertThat(clock.late("loans", 1000, 100, 0)).isFalse();
  }

  @Test
  void oneModelNeverMakesAnotherLate() {
    assertThat(clock.late("flights", Long.MAX_VALUE / 2, 100, 0)).isFalse();
    assertThat(clock.late("loans", 5, 100, 0)).isFalse();
    assertThat(clock.news())
        .contains(
            Map.entry("loans", new Mark(5, State.LIVE)),
            Map.entry("flights", new Mark(Long.MAX_VALUE / 2, State.LIVE)));
  }

  @Test
  void onlyWhatChangedIsTold() {
    clock.late("loans", 1000, 100, 0);
    assertThat(clock.news()).containsExactly(Map.entry("loans", new Mark(1000, State.LIVE)));
    assertThat(clock.news()).isEmpty();
    clock.late("loans", 950, 100, 0);
    assertThat(clock.news()).isEmpty();
    clock.late("loans", 1001, 100, 0);
    assertThat(clock.news()).containsExactly(Map.entry("loans", new Mark(1001, State.LIVE)));
  }

  @Test
  void aCaughtUpSourceIsIdleAfterTheTimeoutAndLiveWithItsNextRecord() {
    clock.late("loans", 1000, 100, 0);
    clock.tick(0, true, TIMEOUT);
    clock.tick(TIMEOUT - 1, true, TIMEOUT);
    assertThat(clock.news()).containsExactly(Map.entry("loans", new Mark(1000, State.LIVE)));
    clock.tick(TIMEOUT, true, TIMEOUT);
    assertThat(clock.news())
        .containsExactly(
            Map.entry("loans", new Mark(1000, State.IDLE)), Map.entry(Marker.OTHERS, Mark.NEVER));
    clock.late("loans", 990, 100, TIMEOUT);
    assertThat(clock.news()).containsExactly(Map.entry("loans", new Mark(1000, State.LIVE)));
  }

  @Test
  void aSourceThatLagsIsNeverIdle() {
    clock.late("loans", 1000, 100, 0);
    clock.tick(0, false, TIMEOUT);
    clock.tick(100 * TIMEOUT, false, TIMEOUT);
    assertThat(clock.news()).containsExactly(Map.entry("loans", new Mark(1000, State.LIVE)));
  }

  @Test
  void theEndIsUrgentUntilItIsTold() {
    clock.late("loans", 1000, 100, 0);
    assertThat(clock.urgent()).isFalse();
    clock.end("loans", 5);
    assertThat(clock.urgent()).isTrue();
    assertThat(clock.news()).containsExactly(Map.entry("loans", new Mark(1000, State.ENDED)));
    assertThat(clock.urgent()).isFalse();
  }

  @Test
  void anEndedSourceDoesNotBecomeIdle() {
    clock.end("loans", 0);
    clock.tick(0, true, TIMEOUT);
    clock.tick(TIMEOUT, true, TIMEOUT);
    assertThat(clock.news()).contains(Map.entry("loans", new Mark(Long.MIN_VALUE, State.ENDED)));
  }

  @Test
  void aRestoredSourceKnowsWhatIsLateAndTellsItsMarkAgain() {
    clock.late("loans", 1000, 100, 0);
    Map<String, Mark> kept = clock.changed();
    assertThat(clock.changed()).isEmpty();

    SourceClock later = new SourceClock();
    kept.forEach((model, mark) -> later.restore(model, mark, 7));
    assertThat(later.news()).containsExactly(Map.entry("loans", new Mark(1000, State.LIVE)));
    assertThat(later.late("loans", 899, 100, 7)).isTrue();
  }

  @Test
  void aRestoredEndStaysAnEnd() {
    clock.restore("loans", new Mark(1000, State.ENDED), 0);
    assertThat(clock.urgent()).isTrue();
    assertThat(clock.news()).containsExactly(Map.entry("loans", new Mark(1000, State.ENDED)));
  }
}
