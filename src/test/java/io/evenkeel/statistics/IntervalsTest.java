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

  /**
   * Donner and Zou's limits solve |p1 - r p2| = hypot(p1 - l1, r (u2 - p2)) and its mirror; the
   * numbers are from bisection of that equation in Python 3.11.
   */
  @Test
  void theIntervalOfARatioCombinesTwoWilsonIntervals() {
    assertRatio(20, 100, 40, 100, 0.31627774898421807, 0.7843949694101785);
    assertRatio(200, 1000, 300, 1000, 0.5704024970825431, 0.7789022735725449);
    assertRatio(0, 50, 30, 60, 0, 0.14719231480099626);
    assertRatio(5, 5, 20, 40, 1.0746405765762663, 2.8409472715079755);
    assertThat(RatioInterval.of(new Proportion(1, 2), new Proportion(0, 9), 0.05)).isEmpty();
    assertThat(RatioInterval.of(new Proportion(5, 5), new Proportion(3, 40), 0.05)).isEmpty();
    assertThat(RatioInterval.of(new Proportion(0, 0), new Proportion(1, 9), 0.05)).isEmpty();
    assertThat(RatioInterval.of(new Proportion(1, 2), new Proportion(0, 0), 0.05)).isEmpty();
  }

  private static void assertRatio(long k1, long n1, long k2, long n2, double lower, double upper) {
    Interval interval =
        RatioInterval.of(new Proportion(k1, n1), new Proportion(k2, n2), 0.05).orElseThrow();
    assertThat(interval.lower()).isCloseTo(lower, within(1e-12));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-11));
  }
}
