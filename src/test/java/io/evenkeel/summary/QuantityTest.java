package io.evenkeel.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantityTest {

  @Test
  void aRangeIsAboutAMillionUnitsOfAPowerOfTwo() {
    Quantity age = Quantity.ofRange(17, 90);
    assertThat(age).isEqualTo(new Quantity(17, 0x1p-14));
    assertThat(age.toUnits(17)).isZero();
    assertThat(age.toUnits(90)).isEqualTo(73 * 16_384);
    assertThat(age.fromUnits((double) age.toUnits(42.5))).isEqualTo(42.5);
    assertThat(age.fromUnits((double) age.toUnits(1 / 3.0))).isCloseTo(1 / 3.0, within(0x1p-15));
  }

  @Test
  void numbersBeyondTheLimitAreClipped() {
    Quantity unit = new Quantity(0, 1);
    assertThat(unit.clips(0x1p31)).isFalse();
    assertThat(unit.clips(-0x1p31)).isFalse();
    assertThat(unit.clips(0x1p31 + 1)).isTrue();
    assertThat(unit.clips(Double.NaN)).isTrue();
    assertThat(unit.toUnits(1e300)).isEqualTo(Quantity.LIMIT);
    assertThat(unit.toUnits(Double.NEGATIVE_INFINITY)).isEqualTo(-Quantity.LIMIT);
  }

  @Test
  void halvesRoundToEven() {
    Quantity unit = new Quantity(0, 1);
    assertThat(unit.toUnits(0.5)).isZero();
    assertThat(unit.toUnits(1.5)).isEqualTo(2);
  }

  @Test
  void everyRangeHasAUsableUnit() {
    double[][] ranges = {
      {5, 5}, {0, 0}, {0, Double.MIN_VALUE}, {-Double.MAX_VALUE, Double.MAX_VALUE}, {1e300, 1e300}
    };
    for (double[] range : ranges) {
      Quantity quantity = Quantity.ofRange(range[0], range[1]);
      assertThat(quantity.unit()).isPositive().isFinite();
      assertThat(quantity.toUnits(range[0])).isZero();
    }
  }

  @Test
  void aUnitMustBePositiveAndFinite() {
    assertThatThrownBy(() -> new Quantity(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Quantity(0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Quantity(Double.POSITIVE_INFINITY, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
