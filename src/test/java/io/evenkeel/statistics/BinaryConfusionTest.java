package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BinaryConfusionTest {

  private static final long TRILLION = 1_000_000_000_000L;

  @Test
  void everyRateOfNoRecordsIsUndefined() {
    for (ConfusionRate rate : ConfusionRate.values()) {
      assertThat(BinaryConfusion.EMPTY.rate(rate)).as(rate.metric()).isEmpty();
    }
    assertThat(BinaryConfusion.EMPTY.f1()).isEmpty();
    assertThat(BinaryConfusion.EMPTY.matthewsCorrelation()).isEmpty();
  }

  @Test
  void oneMissHasARecallOfZeroAndNoPrecision() {
    BinaryConfusion miss = BinaryConfusion.ofRecord(true, false);
    assertThat(miss).isEqualTo(new BinaryConfusion(0, 0, 1, 0));
    assertThat(miss.rate(ConfusionRate.TRUE_POSITIVE_RATE)).hasValue(0);
    assertThat(miss.rate(ConfusionRate.PRECISION)).isEmpty();
    assertThat(miss.f1()).hasValue(0);
    assertThat(miss.matthewsCorrelation()).hasValue(0);
  }

  @Test
  void aTrillionRecordsPerCellOverflowNothing() {
    BinaryConfusion huge = new BinaryConfusion(TRILLION, TRILLION, TRILLION, 3 * TRILLION);
    assertThat(huge.rate(ConfusionRate.ACCURACY).getAsDouble()).isCloseTo(4 / 6.0, within(1e-15));
    // (3 - 1) / sqrt(2 * 2 * 4 * 4)
    assertThat(huge.matthewsCorrelation().getAsDouble()).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void theRestIsTheWholeWithoutTheGroup() {
    BinaryConfusion group = new BinaryConfusion(1, 2, 3, 4);
    BinaryConfusion rest = new BinaryConfusion(5, 6, 7, 8);
    assertThat(group.plus(rest).minus(group)).isEqualTo(rest);
    assertThat(group.plus(BinaryConfusion.EMPTY)).isEqualTo(group);
  }

  @Test
  void aPartLargerThanTheWholeIsRefused() {
    assertThatThrownBy(() -> BinaryConfusion.EMPTY.minus(new BinaryConfusion(1, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tp=-1");
  }

  @Test
  void theOtherClassSwapsPrecisionAndNegativePredictiveValue() {
    BinaryConfusion confusion = new BinaryConfusion(10, 3, 5, 20);
    BinaryConfusion other = confusion.forOtherClass();
    assertThat(other.rate(ConfusionRate.PRECISION))
        .isEqualTo(confusion.rate(ConfusionRate.NEGATIVE_PREDICTIVE_VALUE));
    assertThat(other.rate(ConfusionRate.SELECTION_RATE).getAsDouble())
        .isCloseTo(1 - confusion.rate(ConfusionRate.SELECTION_RATE).getAsDouble(), within(1e-15));
    assertThat(other.matthewsCorrelation().getAsDouble())
        .isCloseTo(confusion.matthewsCorrelation().getAsDouble(), within(1e-15));
  }

  @Test
  void labelsOutsideTheListCountAsErrorsAndNotAsClasses() {
    long[][] counts = {{3, 1, 1}, {0, 4, 0}, {1, 0, 2}};
    MulticlassConfusion confusion = MulticlassConfusion.of(counts, 2);
    assertThat(confusion.n()).isEqualTo(12);
    assertThat(confusion.accuracy()).hasValue(7 / 12.0);
    assertThat(confusion.macroRecall()).isEqualTo(OptionalDouble.of((3 / 5.0 + 1) / 2));
  }
}
