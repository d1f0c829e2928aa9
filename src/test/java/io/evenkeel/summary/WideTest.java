package io.evenkeel.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class WideTest {

  private static BigInteger value(long[] sums) {
    return BigInteger.valueOf(sums[0])
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(sums[1])));
  }

  @Property
  void longsAddExactly(@ForAll long[] values) {
    long[] sums = new long[2];
    BigInteger expected = BigInteger.ZERO;
    for (long value : values) {
      Wide.add(sums, 0, value);
      expected = expected.add(BigInteger.valueOf(value));
    }
    assertThat(value(sums)).isEqualTo(expected);
  }

  @Property
  void productsAddExactly(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
    long[] sums = new long[2];
    // Half of each product, so that the sum stays within 128 bits.
    Wide.addProduct(sums, 0, a >> 1, b);
    Wide.addProduct(sums, 0, c >> 1, d);
    assertThat(value(sums))
        .isEqualTo(
            BigInteger.valueOf(a >> 1)
                .multiply(BigInteger.valueOf(b))
                .add(BigInteger.valueOf(c >> 1).multiply(BigInteger.valueOf(d))));
  }

  @Property
  void whatWasAddedCanBeTakenAway(@ForAll long a, @ForAll long b) {
    long[] sums = new long[2];
    Wide.addProduct(sums, 0, a, b);
    Wide.addProduct(sums, 0, a, -b);
    // -b of the smallest long is itself.
    if (b != Long.MIN_VALUE) {
      assertThat(value(sums)).isEqualTo(BigInteger.ZERO);
    }
  }

  @Property
  void theDoubleIsTheNearestButForOneRounding(@ForAll long high, @ForAll long low) {
    BigInteger exact = value(new long[] {high, low});
    double expected = exact.doubleValue();
    assertThat(Math.abs(Wide.integer(high, low) - expected))
        .isLessThanOrEqualTo(2 * Math.ulp(expected));
  }

  @Property
  void fractionsKeepFiftyNineBits(@ForAll @DoubleRange(min = 0, max = 1) double p) {
    assertThat(Math.abs(Wide.fraction(p) * 0x1p-60 - p)).isLessThanOrEqualTo(0x1p-53);
    assertThat(Math.abs(Wide.coarseFraction(34.5 * p) * 0x1p-50 - 34.5 * p))
        .isLessThanOrEqualTo(0x1p-48);
  }

  @Example
  void theCarryReachesTheHighHalf() {
    long[] sums = {0, -1};
    Wide.add(sums, 0, 1);
    assertThat(sums).containsExactly(1, 0);
    Wide.add(sums, 0, -1);
    assertThat(sums).containsExactly(0, -1);
    Wide.add(sums, 0, Long.MIN_VALUE);
    Wide.add(sums, 0, Long.MIN_VALUE);
    assertThat(sums).containsExactly(-1, -1);
    assertThat(Wide.integer(sums[0], sums[1])).isEqualTo(-1);
  }

  @Example
  void aTrillionEventsOfTheLargestSquareDoNotOverflow() {
    long[] sums = new long[2];
    Wide.addProduct(sums, 0, Quantity.LIMIT * Quantity.LIMIT, 1_000_000_000_000L);
    assertThat(Wide.integer(sums[0], sums[1])).isEqualTo(0x1p62 * 1e12);
  }
}
