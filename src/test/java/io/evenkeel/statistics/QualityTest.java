package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QualityTest {

  @Test
  void withoutRecordsEveryMeanIsUndefined() {
    assertThat(LogLoss.of(0, 0)).isEmpty();
    assertThat(BrierScore.ofSums(0, 0, 0, 0)).isEmpty();
    assertThat(RegressionErrors.EMPTY.rootMeanSquaredError()).isEmpty();
    assertThat(RegressionErrors.EMPTY.rSquared()).isEmpty();
    assertThat(Moments.EMPTY.standardDeviation()).isEmpty();
    assertThat(Moments.of(3).sampleVariance()).isEmpty();
  }

  @Test
  void aConfidentMissCostsTheClipAndSaysSo() {
    assertThat(LogLoss.ofRecord(0, true)).isCloseTo(34.538776394910684, within(1e-9));
    assertThat(LogLoss.isClipped(0)).isTrue();
    assertThat(LogLoss.isClipped(0.5)).isFalse();
    assertThat(LogLoss.ofRecord(0.3, true)).isEqualTo(LogLoss.ofRecord(new double[] {0.7, 0.3}, 1));
    assertThatThrownBy(() -> LogLoss.ofRecord(Double.NaN, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBrierScoreOfSumsIsTheMeanOfTheScores() {
    double sum = BrierScore.ofRecord(0.2, false) + BrierScore.ofRecord(0.9, true);
    assertThat(BrierScore.ofSums(2, 0.04 + 0.81, 1, 0.9).getAsDouble())
        .isCloseTo(sum / 2, within(1e-15));
  }

  @Test
  void scaledSumsGiveTheMomentsOfTheValues() {
    double[] values = {1_000_001, 1_000_004, 1_000_002.5, 999_998};
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      double scaled = (value - 1e6) / 0.5;
      sum += scaled;
      squares += scaled * scaled;
    }
    Moments direct = Moments.of(values);
    Moments scaled = Moments.ofScaledSums(4, sum, squares, 1e6, 0.5);
    assertThat(scaled.mean()).isCloseTo(direct.mean(), within(1e-6));
    assertThat(scaled.squaredDeviations()).isCloseTo(direct.squaredDeviations(), within(1e-9));
    assertThat(Moments.ofScaledSums(0, 0, 0, 1, 1)).isEqualTo(Moments.EMPTY);
  }

  @Test
  void mergingWithNothingChangesNothing() {
    Moments some = Moments.of(1, 2, 4);
    assertThat(some.plus(Moments.EMPTY)).isEqualTo(some);
    assertThat(Moments.EMPTY.plus(some)).isEqualTo(some);
  }

  @Test
  void aTrillionPairsKeepTheirDigits() {
    long trillion = 1_000_000_000_000L;
    Moments half = new Moments(trillion, 5, trillion * 4.0);
    Moments all = half.plus(new Moments(trillion, 7, trillion * 4.0));
    assertThat(all.n()).isEqualTo(2 * trillion);
    assertThat(all.mean()).isEqualTo(6);
    assertThat(all.variance().getAsDouble()).isCloseTo(5, within(1e-12));
  }

  @Test
  void theDecompositionWithWithinBinTermsAddsUpToTheBrierScore() {
    Random random = new Random(7);
    int bins = 5;
    long[] n = new long[bins];
    double[] sum = new double[bins];
    long[] positives = new long[bins];
    double[] squares = new double[bins];
    double[] products = new double[bins];
    double score = 0;
    for (int i = 0; i < 400; i++) {
      double p = random.nextDouble();
      boolean positive = random.nextDouble() < p * p;
      int bin = ProbabilityBins.indexOf(p, bins);
      n[bin]++;
      sum[bin] += p;
      squares[bin] += p * p;
      positives[bin] += positive ? 1 : 0;
      products[bin] += positive ? p : 0;
      score += BrierScore.ofRecord(p, positive) / 400;
    }
    BrierDecomposition parts =
        BrierDecomposition.of(ReliabilityBins.of(n, sum, positives), squares, products)
            .orElseThrow();
    assertThat(parts.score()).isCloseTo(score, within(1e-12));
    assertThat(
            parts.reliability()
                - parts.resolution()
                + parts.uncertainty()
                + parts.withinVariance()
                - parts.withinCovariance())
        .isCloseTo(score, within(1e-12));
    assertThat(
            BrierDecomposition.ofForecastValues(
                ReliabilityBins.of(new long[1], new double[1], new long[1])))
        .isEmpty();
  }

  @Test
  void thinBinsArePooledBeforeTheHosmerLemeshowTest() {
    ReliabilityBins diagram =
        ReliabilityBins.of(
            new long[] {10, 0, 100, 100, 3},
            new double[] {0.5, 0, 30, 60, 2.9},
            new long[] {0, 0, 33, 58, 3});
    HosmerLemeshow plain = HosmerLemeshow.of(diagram).orElseThrow();
    HosmerLemeshow pooled = HosmerLemeshow.ofPooled(diagram).orElseThrow();
    assertThat(plain.bins()).isEqualTo(4);
    assertThat(pooled.bins()).isEqualTo(2);
    // ((33 - 30.5)^2 (1/30.5 + 1/79.5)) + ((61 - 62.9)^2 (1/62.9 + 1/40.1))
    assertThat(pooled.statistic())
        .isCloseTo(6.25 / 30.5 + 6.25 / 79.5 + 3.61 / 62.9 + 3.61 / 40.1, within(1e-12));
    assertThat(pooled.pValueInternal()).isNull();
    assertThat(HosmerLemeshow.of(ReliabilityBins.of(new long[1], new double[1], new long[1])))
        .isEmpty();
  }

  @Test
  void certaintiesThatAreAllRightLeaveNothingToTest() {
    ReliabilityBins certain =
        ReliabilityBins.of(new long[] {4, 6}, new double[] {0, 6}, new long[] {0, 6});
    assertThat(HosmerLemeshow.of(certain).orElseThrow().statistic()).isZero();
    assertThat(SpiegelhalterZ.of(0, 0)).isEqualTo(Optional.empty());
  }

  @Test
  void aHistogramWithOneScorePerBinHasTheVarianceOfTheScores() {
    boolean[] positive = {true, false, true, true, false, false, true};
    double[] score = {0.9, 0.1, 0.8, 0.35, 0.5, 0.2, 0.15};
    RocAuc exact = RocAuc.ofScores(positive, score).orElseThrow();
    RocAuc binned =
        RocAuc.ofHistogram(new long[] {0, 1, 0, 1, 0, 1, 1}, new long[] {1, 0, 1, 0, 1, 0, 0})
            .orElseThrow();
    assertThat(binned.auc()).isEqualTo(exact.auc());
    assertThat(binned.variance()).isEqualTo(exact.variance());
    assertThat(binned.lower()).isEqualTo(binned.upper());
  }

  @Test
  void perfectRankingHasAnAreaOfOneHoweverItsSharesRound() {
    Random random = new Random(1);
    for (int trial = 0; trial < 2000; trial++) {
      long[] positives = new long[12];
      long[] negatives = new long[12];
      negatives[0] = 1L + random.nextInt(50);
      for (int bin = 1; bin < 12; bin++) {
        positives[bin] = 1L + random.nextInt(50);
      }
      RocAuc area = RocAuc.ofHistogram(positives, negatives).orElseThrow();
      assertThat(area.auc()).isBetween(1 - 1e-12, 1.0);
      assertThat(area.lower()).isLessThanOrEqualTo(area.upper());
    }
  }

  @Test
  void equalMassBinsOfNothingHaveNoError() {
    assertThat(EqualMassCalibration.of(new boolean[0], new double[0], 10)).isEmpty();
    assertThat(EqualMassCalibration.of(new boolean[] {true}, new double[] {0.7}, 10).getAsDouble())
        .isCloseTo(0.3, within(1e-15));
  }
}
