package io.evenkeel.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreBinsTest {

  @ParameterizedTest
  @CsvSource({
    "0.3, 10, 3",
    "0.3, 20, 6",
    "0.29, 100, 29",
    "0.57, 100, 57",
    "0.0, 20, 0",
    "1.0, 20, 19",
    "1.0, 100, 99",
    "0.9999999999999999, 20, 19"
  })
  void aValueOnAnEdgeBelongsToTheBinThatTheEdgeOpens(double p, int bins, int bin) {
    assertThat(ScoreBins.bin(p, bins)).isEqualTo(bin);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20, 100})
  void everyEdgeOpensItsBinAndTheNumberBelowItIsInTheBinBefore(int bins) {
    for (int i = 1; i < bins; i++) {
      double edge = i / (double) bins;
      assertThat(ScoreBins.bin(edge, bins)).isEqualTo(i);
      assertThat(ScoreBins.bin(Math.nextDown(edge), bins)).isEqualTo(i - 1);
    }
  }

  @Test
  void tenthsThatWereMultipliedFallWhereTheirDoublesLie() {
    for (int k = 0; k <= 10; k++) {
      double p = 0.1 * k;
      int bin = Math.min(9, k);
      // 0.1 * 3 is above 3 / 10.0, 0.1 * 8 is equal; none is below its edge.
      assertThat(ScoreBins.bin(Math.min(1, p), 10)).isEqualTo(bin);
    }
  }

  @Test
  void twentyBinsMergeToTen() {
    for (int i = 0; i <= 1000; i++) {
      double p = i / 1000.0;
      assertThat(ScoreBins.bin(p, 20) / 2).isEqualTo(ScoreBins.bin(p, 10));
    }
  }
}
