package io.evenkeel.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.watermark.Mark.State;
import io.evenkeel.watermark.Source.Kind;
import org.junit.jupiter.api.Test;

class WatermarkTableTest {
  private static final String MODEL = "loans";
  private static final long PATIENCE = 60_000;

  private final WatermarkTable table = new WatermarkTable();

  private void take(Kind kind, int partition, String model, long time, State state) {
    table.take(new Marker(new Source(kind, partition), 4, model, new Mark(time, state)), 0);
  }

  private void predictions(int partition, long time, State state) {
    take(Kind.PREDICTIONS, partition, MODEL, time, state);
  }

  private Mark combined(long wallTime) {
    return table.combined(Kind.PREDICTIONS, MODEL, wallTime, PATIENCE);
  }

  private Mark decisions(long wallTime) {
    return table.decisions(MODEL, false, true, wallTime, PATIENCE);
  }

  @Test
  void nothingIsKnownBeforeTheFirstMarker() {
    assertThat(combined(0)).isEqualTo(Mark.UNKNOWN);
    assertThat(table.models()).isEmpty();
  }

  @Test
  void theSlowestSourceDecides() {
    predictions(0, 400, State.LIVE);
    predictions(1, 300, State.LIVE);
    predictions(2, 100, State.LIVE);
    predictions(3, 200, State.LIVE);
    assertThat(combined(0)).isEqualTo(new Mark(100, State.LIVE));
  }

  @Test
  void aSourceThatWasNeverHeardOfHoldsEverythingBack() {
    predictions(0, 400, State.LIVE);
    predictions(1, 300, State.LIVE);
    predictions(3, 200, State.LIVE);
    assertThat(combined(0)).isEqualTo(Mark.UNKNOWN);
    assertThat(combined(1_000 * PATIENCE)).isEqualTo(Mark.UNKNOWN);
  }

  @Test
  void aSourceThatIsHeardAloneWaitsForNobody() {
    Marker third = new Marker(new Source(Kind.PREDICTIONS, 2), 4, MODEL, new Mark(7, State.LIVE));
    table.take(third.alone(), 0);
    assertThat(combined(0)).isEqualTo(new Mark(7, State.LIVE));
  }

  @Test
  void idleSourcesDoNotHoldBackWhileAnotherIsLive() {
    predictions(0, 400, State.LIVE);
    predictions(1, 300, State.LIVE);
    predictions(2, 100, State.IDLE);
    predictions(3, 900, State.IDLE);
    assertThat(combined(0)).isEqualTo(new Mark(300, State.LIVE));
  }

  @Test
  void whenAllAreIdleTheFurthestDecides() {
    for (int partition = 0; partition < 4; partition++) {
      predictions(partition, 100L * partition, State.IDLE);
    }
    assertThat(combined(0)).isEqualTo(new Mark(300, State.IDLE));
  }

  @Test
  void anEndedSourceWaitsForTheOnesThatAreNot() {
    predictions(0, 400, State.ENDED);
    predictions(1, 300, State.ENDED);
    predictions(2, 350, State.LIVE);
    predictions(3, 500, State.ENDED);
    assertThat(combined(0)).isEqualTo(new Mark(350, State.LIVE));
    predictions(2, 350, State.ENDED);
    assertThat(combined(0)).isEqualTo(new Mark(500, State.ENDED));
  }

  @Test
  void anIdleSourceIsWaitedForOnceTheEndHasBegunToArrive() {
    predictions(0, 400, State.IDLE);
    predictions(1, 300, State.IDLE);
    predictions(2, 100, State.IDLE);
    predictions(3, 500, State.ENDED);
    assertThat(combined(PATIENCE - 1).state()).isEqualTo(State.LIVE);
    assertThat(combined(PATIENCE - 1).time()).isEqualTo(100);
    assertThat(combined(PATIENCE)).isEqualTo(new Mark(500, State.ENDED));
  }

  @Test
  void aFeedbackTopicThatIsIdleIsWaitedForOnceThePredictionsEnded() {
    for (int partition = 0; partition < 4; partition++) {
      predictions(partition, 400, State.ENDED);
      take(Kind.FEEDBACK, partition, MODEL, 300, State.IDLE);
    }
    assertThat(decisions(PATIENCE - 1)).isEqualTo(new Mark(300, State.LIVE));
    assertThat(decisions(PATIENCE)).isEqualTo(new Mark(400, State.ENDED));
    for (int partition = 0; partition < 4; partition++) {
      take(Kind.FEEDBACK, partition, MODEL, 300, State.ENDED);
    }
    assertThat(decisions(0)).isEqualTo(new Mark(400, State.ENDED));
  }

  @Test
  void aNewModelWaitsPatienceForSourcesThatHaveNothingOfIt() {
    for (int partition = 1; partition < 4; partition++) {
      take(Kind.PREDICTIONS, partition, Marker.OTHERS, Long.MIN_VALUE, State.IDLE);
    }
    predictions(0, 400, State.LIVE);
    assertThat(combined(PATIENCE - 1)).isEqualTo(Mark.UNKNOWN);
    assertThat(combined(PATIENCE)).isEqualTo(new Mark(400, State.LIVE));
  }

  @Test
  void aBusySourceThatMayStillHoldANewModelIsWaitedForWithoutEnd() {
    for (int partition = 1; partition < 4; partition++) {
      take(Kind.PREDICTIONS, partition, Marker.OTHERS, Long.MIN_VALUE, State.LIVE);
    }
    predictions(0, 400, State.LIVE);
    assertThat(combined(100 * PATIENCE)).isEqualTo(Mark.UNKNOWN);
  }

  @Test
  void aSourceAddedLaterHoldsBackFromThenOn() {
    for (int partition = 0; partition < 4; partition++) {
      predictions(partition, 400, State.LIVE);
    }
    assertThat(combined(0).time()).isEqualTo(400);
    table.take(new Marker(new Source(Kind.PREDICTIONS, 0), 5, MODEL, new Mark(500, State.LIVE)), 0);
    assertThat(combined(0)).isEqualTo(Mark.UNKNOWN);
  }

  @Test
  void twoModelsWithClocksYearsApartDoNotMoveEachOther() {
    for (int partition = 0; partition < 4; partition++) {
      predictions(partition, 1_000, State.LIVE);
      take(Kind.PREDICTIONS, partition, "flights", 9_000_000_000_000L, State.LIVE);
    }
    assertThat(combined(0).time()).isEqualTo(1_000);
    assertThat(table.combined(Kind.PREDICTIONS, "flights", 0, PATIENCE).time())
        .isEqualTo(9_000_000_000_000L);
  }

  @Test
  void decisionsNeedBothKindsOfInput() {
    for (int partition = 0; partition < 4; partition++) {
      predictions(partition, 400, State.LIVE);
    }
    assertThat(decisions(100 * PATIENCE).time()).isEqualTo(Long.MIN_VALUE);
    for (int partition = 0; partition < 4; partition++) {
      take(Kind.FEEDBACK, partition, MODEL, 300, State.LIVE);
    }
    assertThat(decisions(0)).isEqualTo(new Mark(300, State.LIVE));
  }

  @Test
  void idleFeedbackDoesNotHoldDecisionsBack() {
    for (int partition = 0; partition < 4; partition++) {
      predictions(partition, 400, State.LIVE);
      take(Kind.FEEDBACK, partition, Marker.OTHERS, Long.MIN_VALUE, State.IDLE);
    }
    assertThat(decisions(PATIENCE)).isEqualTo(new Mark(400, State.LIVE));
  }

  @Test
  void aModelWithoutFeedbackListensToPredictionsOnly() {
    for (int partition = 0; partition < 4; partition++) {
      predictions(partition, 400, State.ENDED);
      take(Kind.DIRECT, partition, MODEL, 700, State.LIVE);
    }
    assertThat(table.decisions(MODEL, false, false, 0, PATIENCE))
        .isEqualTo(new Mark(400, State.ENDED));
    assertThat(table.decisions(MODEL, true, false, 0, PATIENCE))
        .isEqualTo(new Mark(700, State.LIVE));
  }
}
