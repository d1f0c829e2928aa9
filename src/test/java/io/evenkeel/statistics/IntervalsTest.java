package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalsTest {

  private static final long TRILLION = 1_000_000_000_000L;

  @Test
  void withoutTrialsEveryIntervalIsUndefined() {
    assertThat(WilsonInterval.of(0, 0, 0.05)).isEmpty();
    assertThat(ClopperPearsonInterval.of(0, 0, 0.05)).isEmpty();
    assertThat(NewcombeInterval.of(Proportion.EMPTY, new Proportion(1, 2), 0.05)).isEmpty();
  }

  @Test
  void noSuccessInATrillionTrialsHasAnUpperLimitOfThreeTrillionths() {
    // 1 - 0.05^(1/n) = -ln(0.05) / n to 12 digits for this n.
    assertThat(ClopperPearsonInterval.upperLimit(0, TRILLION, 0.05))
        .isCloseTo(2.995732273554e-12, within(1e-20));
    assertThat(WilsonInterval.of(0, TRILLION, 0.05).orElseThrow().lower()).isZero();
  }

  @Test
  void oneSuccessOfOneTrialIsCompatibleWithAlmostEveryRate() {
    // scipy.stats.beta(1, 1).ppf(0.025) = 0.025
    Interval exact = ClopperPearsonInterval.of(1, 1, 0.05).orElseThrow();
    assertThat(exact.lower()).isCloseTo(0.025, within(1e-12));
    assertThat(exact.upper()).isEqualTo(1);
  }

  @Test
  void theIntervalOfAGapStaysInsideMinusOneToOne() {
    Interval gap =
        NewcombeInterval.of(new Proportion(1, 1), new Proportion(0, 1), 1e-9).orElseThrow();
    assertThat(gap.within(1)).isTrue();
    assertThat(gap.contains(1)).isTrue();
  }

  @Test
  void aLevelThatIsNoProbabilityIsRefused() {
    for (double alpha : new double[] {0, 1, -1, Double.NaN}) {
      assertThatThrownBy(() -> WilsonInterval.of(1, 2, alpha))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> ClopperPearsonInterval.of(1, 2, alpha))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void moreSuccessesThanTrialsAreRefused() {
    assertThatThrownBy(() -> new Proportion(3, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Proportion(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
