package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ErrorStreamTest {

  @Test
  void beforeTheFirstValueThereIsNoMean() {
    assertThat(Adwin.start(0.002).mean()).isEmpty();
    assertThat(PageHinkley.start(PageHinkley.Settings.PRODUCTION).average()).isEmpty();
    assertThat(Ddm.start(Ddm.Settings.STANDARD).signal()).isEqualTo(Ddm.Signal.NONE);
  }

  @Test
  void theFlooredTestIsNotBlindAfterALongGoodPeriod() {
    PageHinkley floored = PageHinkley.start(PageHinkley.Settings.PRODUCTION);
    PageHinkley plain = PageHinkley.start(PageHinkley.Settings.MOA);
    // A trend of ever fewer errors drives the plain sum far below 0.
    for (int i = 0; i < 20_000; i++) {
      double error = i < 10_000 ? 0.5 : 0;
      floored = floored.next(error);
      plain = plain.next(error);
    }
    assertThat(floored.sum()).isZero();
    assertThat(plain.sum()).isLessThan(-1000);
    int delay = 0;
    while (!floored.drift()) {
      floored = floored.next(1);
      plain = plain.next(1);
      delay++;
    }
    assertThat(delay).isLessThan(100);
    assertThat(plain.drift()).isFalse();
  }

  @Test
  void adwinForgetsTheOldLevelAndKeepsFewBuckets() {
    Adwin adwin = Adwin.start(0.002);
    for (int i = 0; i < 20_000; i++) {
      adwin = adwin.next(i < 10_000 ? 0.1 : 0.6);
    }
    assertThat(adwin.mean().getAsDouble()).isGreaterThan(0.59);
    assertThat(adwin.width()).isLessThanOrEqualTo(10_064);
    assertThat(adwin.buckets()).hasSizeLessThan(80);
  }

  @Test
  void aValueThatIsNoErrorIsRefused() {
    assertThatThrownBy(() -> Adwin.start(0.002).next(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ddm.start(Ddm.Settings.STANDARD).next(2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Adwin.start(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void correctionsOfNoTestsAreNone() {
    for (MultipleTesting method : MultipleTesting.values()) {
      assertThat(method.adjust(new double[0])).isEmpty();
      assertThat(method.adjust(new double[] {0.03})).containsExactly(0.03);
    }
    assertThatThrownBy(() -> MultipleTesting.HOLM.adjust(new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoRatesThatAreBothOneHaveNoZ() {
    TwoProportionTest test =
        TwoProportionTest.of(new Proportion(3, 3), new Proportion(5, 5)).orElseThrow();
    assertThat(test.difference()).isZero();
    assertThat(test.z()).isNull();
    assertThat(TwoProportionTest.of(Proportion.EMPTY, new Proportion(1, 2))).isEmpty();
  }
}
