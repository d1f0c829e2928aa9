package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinsTest {

  @Test
  void everyEdgeBelongsToTheBinAboveItAndOneToTheLast() {
    for (int bins : new int[] {1, 3, 10, 20, 100, 1000}) {
      for (int i = 0; i < bins; i++) {
        double edge = ProbabilityBins.edge(i, bins);
        assertThat(ProbabilityBins.indexOf(edge, bins)).as(i + " of " + bins).isEqualTo(i);
        assertThat(ProbabilityBins.indexOf(Math.nextDown((i + 1.0) / bins), bins)).isEqualTo(i);
      }
      assertThat(ProbabilityBins.indexOf(1.0, bins)).isEqualTo(bins - 1);
    }
  }

  @Test
  void aNumberThatIsNoProbabilityHasNoBin() {
    for (double p : new double[] {Double.NaN, -1e-12, 1 + 1e-12}) {
      assertThatThrownBy(() -> ProbabilityBins.indexOf(p, 10))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> ProbabilityBins.indexOf(p, new double[] {0, 0.5, 1}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void withoutRecordsEveryCalibrationErrorIsUndefined() {
    ReliabilityBins empty = ReliabilityBins.of(new long[3], new double[3], new long[3]);
    assertThat(empty.expectedCalibrationError()).isEmpty();
    assertThat(empty.expectedCalibrationErrorIfCalibrated()).isEmpty();
    assertThat(empty.maximumCalibrationError(1)).isEmpty();
    assertThat(empty.debiasedRootMeanSquaredError()).isEmpty();
    assertThat(empty.signedError()).isEmpty();
    assertThat(empty.error(0)).isEmpty();
  }

  @Test
  void mergingNeighboursKeepsTheSignedErrorAndCannotRaiseTheExpectedOne() {
    ReliabilityBins fine =
        ReliabilityBins.of(
            new long[] {10, 20, 30, 40}, new double[] {1, 7, 20, 36}, new long[] {2, 5, 18, 40});
    ReliabilityBins coarse = fine.coarser(2);
    assertThat(coarse.n(1)).isEqualTo(70);
    assertThat(coarse.signedError().getAsDouble())
        .isCloseTo(fine.signedError().getAsDouble(), within(1e-15));
    // Per bin |sum p - y|: 1, 2, 2, 4 of 100; merged 1, 2.
    assertThat(fine.expectedCalibrationError().getAsDouble()).isCloseTo(0.09, within(1e-15));
    assertThat(coarse.expectedCalibrationError().getAsDouble()).isCloseTo(0.03, within(1e-15));
    assertThat(fine.maximumCalibrationError(11).getAsDouble()).isCloseTo(0.1, within(1e-15));
    assertThatThrownBy(() -> fine.coarser(3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDebiasedErrorOfOneRecordPerBinIsUndefined() {
    ReliabilityBins single =
        ReliabilityBins.of(new long[] {1, 1}, new double[] {0.2, 0.7}, new long[] {0, 1});
    assertThat(single.debiasedSquaredError()).isEmpty();
    assertThat(single.expectedCalibrationErrorIfCalibrated()).hasValue(0);
  }

  @Test
  void anEmptyReferenceHasOneCellAndEverythingIsOutOfRange() {
    QuantileBins bins = QuantileBins.ofReference(new double[0], 10);
    assertThat(bins.cells()).isEqualTo(1);
    assertThat(bins.isBelowReference(0)).isTrue();
    assertThat(bins.cellOf(Double.NEGATIVE_INFINITY)).isZero();
  }

  @Test
  void aConstantReferenceHasTwoCells() {
    QuantileBins bins = QuantileBins.ofReference(new double[] {4, 4, 4}, 10);
    assertThat(bins.cuts()).containsExactly(4);
    assertThat(bins.cellOf(Math.nextDown(4.0))).isZero();
    assertThat(bins.cellOf(4)).isEqualTo(1);
    assertThat(bins.isAboveReference(4)).isFalse();
  }

  @Test
  void aValueWithMoreThanATenthOfTheMassHasACellOfItsOwn() {
    double[] reference =
        IntStream.range(0, 100).mapToDouble(i -> i < 40 ? (i % 2 == 0 ? 0.0 : -0.0) : i).toArray();
    QuantileBins bins = QuantileBins.ofReferenceWithHeavyValues(reference, 10);
    int spike = bins.cellOf(0);
    assertThat(bins.cellOf(-0.0)).isEqualTo(spike);
    assertThat(bins.cellOf(Math.nextUp(0.0))).isEqualTo(spike + 1);
    assertThat(bins.cellOf(Math.nextDown(0.0))).isEqualTo(spike - 1);
    assertThat(bins.cuts()).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void missingValuesHaveNoCell() {
    QuantileBins bins = QuantileBins.of(new double[] {1, 2}, 0, 3);
    assertThatThrownBy(() -> bins.cellOf(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> QuantileBins.ofReference(new double[] {1, Double.NaN}, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> QuantileBins.of(new double[] {2, 2}, 0, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theAreaUnderTheCurveNeedsBothClasses() {
    assertThat(RocAuc.ofHistogram(new long[] {1, 2}, new long[] {0, 0})).isEmpty();
    assertThat(RocAuc.ofScores(new boolean[0], new double[0])).isEmpty();
  }

  @Test
  void theExactAreaLiesInsideTheBoundsOfTheHistogram() {
    boolean[] positive = {true, false, true, false, true};
    double[] score = {0.9, 0.8, 0.7, 0.2, 0.1};
    RocAuc exact = RocAuc.ofScores(positive, score).orElseThrow();
    RocAuc binned = RocAuc.ofHistogram(new long[] {1, 2}, new long[] {1, 1}).orElseThrow();
    assertThat(exact.auc()).isBetween(binned.lower(), binned.upper());
    assertThat(exact.auc()).isCloseTo(0.5, within(1e-15));
    assertThat(
            RocAuc.ofScores(new boolean[] {true, false}, new double[] {1, 0})
                .orElseThrow()
                .variance())
        .isNull();
  }
}
