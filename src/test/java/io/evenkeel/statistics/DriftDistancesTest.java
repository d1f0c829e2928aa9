package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DriftDistancesTest {

  private static final long TRILLION = 1_000_000_000_000L;

  @Test
  void anEmptySideLeavesEveryDistanceUndefined() {
    long[] some = {1, 2};
    long[] none = {0, 0};
    assertThat(PopulationStabilityIndex.of(some, none)).isEmpty();
    assertThat(KullbackLeibler.of(none, some)).isEmpty();
    assertThat(JensenShannon.distanceBase2(some, none)).isEmpty();
    assertThat(Hellinger.of(none, none)).isEmpty();
    assertThat(TotalVariation.biasCorrected(some, none)).isEmpty();
    assertThat(LInfinity.of(none, some)).isEmpty();
    assertThat(ChiSquareTest.twoSamplePooled(some, none)).isEmpty();
    assertThat(GTest.twoSample(none, some)).isEmpty();
    assertThat(KolmogorovSmirnov.ofBins(some, none)).isEmpty();
  }

  @Test
  void withoutCellsEveryDistanceIsUndefined() {
    assertThat(TotalVariation.of(new long[0], new long[0])).isEmpty();
    assertThat(ChiSquareTest.twoSample(new long[0], new long[0])).isEmpty();
  }

  @Test
  void trillionsOfEqualSharesAreAtDistanceZero() {
    long[] reference = {TRILLION, 2 * TRILLION, 3 * TRILLION};
    long[] current = {2 * TRILLION, 4 * TRILLION, 6 * TRILLION};
    assertThat(PopulationStabilityIndex.of(reference, current)).hasValue(0);
    assertThat(JensenShannon.divergence(reference, current)).hasValue(0);
    assertThat(TotalVariation.of(reference, current)).hasValue(0);
    assertThat(ChiSquareTest.twoSample(reference, current).orElseThrow().pValue())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void disjointHistogramsAreAtTheLargestDistance() {
    long[] reference = {5, 0};
    long[] current = {0, 7};
    assertThat(KullbackLeibler.of(reference, current)).hasValue(Double.POSITIVE_INFINITY);
    assertThat(JensenShannon.divergence(reference, current).getAsDouble())
        .isCloseTo(Math.log(2), within(1e-15));
    assertThat(JensenShannon.distanceBase2(reference, current)).hasValue(1);
    assertThat(Hellinger.of(reference, current)).hasValue(1);
    assertThat(TotalVariation.of(reference, current)).hasValue(1);
    assertThat(KolmogorovSmirnov.ofBins(reference, current).orElseThrow().lower()).isEqualTo(1);
  }

  @Test
  void aWindowTooSmallForItsThresholdIsNotJudged() {
    // chi2.ppf(0.999, 9) = 27.877: 0.2 needs n > 139.4 against an endless reference.
    assertThat(PopulationStabilityIndex.canJudge(0.2, 10, 139, Long.MAX_VALUE)).isFalse();
    assertThat(PopulationStabilityIndex.canJudge(0.2, 10, 140, Long.MAX_VALUE)).isTrue();
    assertThat(PopulationStabilityIndex.canJudge(0.2, 10, 0, 1000)).isFalse();
    assertThat(PopulationStabilityIndex.expectedWithoutDrift(10, 50, 10_000).getAsDouble())
        .isCloseTo(0.1809, within(1e-12));
  }

  @Test
  void thinCellsGoToTheirSmallerNeighbour() {
    PooledCells pooled =
        PooledCells.of(new long[] {100, 0, 1, 30, 200}, new long[] {90, 0, 1, 40, 210});
    assertThat(pooled.reference()).containsExactly(100, 31, 200);
    assertThat(pooled.current()).containsExactly(90, 41, 210);
    assertThat(PooledCells.of(new long[] {1, 1, 1}, new long[] {1, 1, 1}).cells()).isEqualTo(2);
  }

  @Test
  void theRawDistanceLiesBetweenTheBinnedBounds() {
    double[] reference = {0.1, 0.2, 0.35, 0.4, 0.7, 0.9};
    double[] current = {0.15, 0.41, 0.45, 0.48, 0.8};
    long[] referenceBins = {4, 2};
    long[] currentBins = {4, 1};
    KolmogorovSmirnov raw = KolmogorovSmirnov.ofValues(reference, current).orElseThrow();
    KolmogorovSmirnov binned = KolmogorovSmirnov.ofBins(referenceBins, currentBins).orElseThrow();
    assertThat(raw.lower()).isBetween(binned.lower(), binned.upper());
    assertThat(binned.lower()).isLessThan(binned.upper());
  }

  @Test
  void theTwoSeriesOfKolmogorovsDistributionMeet() {
    assertThat(KolmogorovSmirnov.survival(Math.nextDown(1.18)))
        .isCloseTo(KolmogorovSmirnov.survival(1.18), within(1e-14));
    assertThat(KolmogorovSmirnov.survival(0)).isEqualTo(1);
    assertThat(KolmogorovSmirnov.survival(100)).isZero();
  }

  @Test
  void countsThatNoDataCanProduceAreRefused() {
    assertThatThrownBy(() -> TotalVariation.of(new long[] {1}, new long[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TotalVariation.of(new long[] {-1, 2}, new long[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TotalVariation.of(new long[] {Long.MAX_VALUE, 1}, new long[] {1, 2}))
        .isInstanceOf(ArithmeticException.class);
  }
}
