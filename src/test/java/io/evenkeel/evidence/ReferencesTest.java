package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** References with their own uncertainty: margins, limits, alternatives. */
class ReferencesTest {
  @Test
  void theMarginOfAFiniteReferenceFollowsItsFormula() {
    double[] tenths = new double[10];
    Arrays.fill(tenths, 0.1);
    DriftReference reference = DriftReference.ofProportions(tenths, 10_000, 10);
    double noise = 0.5 * 10 * Math.sqrt(2 * 0.1 * 0.9 / (Math.PI * 10_000));
    // 1.6448536269514722 = scipy.stats.norm.isf(0.05), SciPy 1.17.1
    double margin = noise + 0.30 * (1.6448536269514722 + 0.5) / 100;
    assertThat(reference.effectiveTolerance(0.10, 1).orElseThrow())
        .isCloseTo(0.10 + margin, within(1e-12));
    assertThat(reference.effectiveTolerance(0.10, 200).orElseThrow()).isGreaterThan(0.10 + margin);
  }

  @Test
  void aReferenceThatIsTooSmallIsInsufficient() {
    DriftReference tiny = DriftReference.numeric(new long[] {3, 3, 3, 3, 3}, 5);
    assertThat(tiny.effectiveTolerance(0.10, 20)).isEmpty();
    assertThatThrownBy(() -> BinnedDrift.of(tiny, 0.1, 0.5, EvidenceOptions.standard()))
        .hasMessageContaining("below one half");
  }

  @Test
  void newCategoriesAreExpectedAsOftenAsCategoriesWereSeenOnce() {
    assertThat(NewCategories.of(30, 100)).isEqualTo(new NewCategories(30, 70));
    assertThat(NewCategories.of(30, 10)).isEqualTo(new NewCategories(30, 0));
    assertThat(NewCategories.of(30, 100).nearlyAnIdentifier(200, 0.1)).isTrue();
    assertThat(NewCategories.of(30, 100).nearlyAnIdentifier(3000, 0.1)).isFalse();
  }

  @Test
  void alternativesOfANormalFeatureAreItsShiftsAndSpreads() {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double[] edges = {-1, 0.2, 1.3};
    double[] q = new double[5];
    double[] shifted = new double[4];
    double[] spread = new double[4];
    for (int i = 0; i < 4; i++) {
      double low = i == 0 ? Double.NEGATIVE_INFINITY : edges[i - 1];
      double high = i == 3 ? Double.POSITIVE_INFINITY : edges[i];
      q[i] = 0.9 * mass(normal, low, high);
      shifted[i] = 0.9 * mass(normal, low - 0.3, high - 0.3);
      spread[i] = 0.9 * mass(normal, low / 1.5, high / 1.5);
    }
    q[4] = 0.1;
    double[][] alternatives = NumericAlternatives.of(DriftReference.ofProportions(q, 1000, 4));
    assertThat(alternatives).hasNumberOfRows(8);
    for (int i = 0; i < 4; i++) {
      assertThat(alternatives[0][i]).isCloseTo(shifted[i], within(1e-12));
      assertThat(alternatives[6][i]).isCloseTo(spread[i], within(1e-12));
    }
    assertThat(alternatives[0][4]).isEqualTo(0.1);
  }

  private static double mass(NormalDistribution normal, double low, double high) {
    return normal.cumulativeProbability(high) - normal.cumulativeProbability(low);
  }

  @Test
  void aReferenceRateHasOneSidedClopperPearsonLimits() {
    // scipy.stats.beta.isf(0.05, 11, 90) and scipy.stats.beta.ppf(0.05, 10, 91), SciPy 1.17.1
    ReferenceRate reference = new ReferenceRate(10, 100, 1);
    assertThat(reference.upper()).isCloseTo(0.1637176232758148, within(1e-9));
    assertThat(reference.lower()).isCloseTo(0.05526323768287004, within(1e-9));
    assertThat(new ReferenceRate(10, 100, 50).upper()).isGreaterThan(reference.upper());
    assertThat(new ReferenceRate(0, 50, 1).lower()).isZero();
    assertThat(new ReferenceRate(50, 50, 1).upper()).isEqualTo(1);
  }

  @Test
  void aRateAboveItsReferenceIsFoundAndOneAtItsUpperLimitIsNot() {
    RateRange range = RateRange.notAbove(new ReferenceRate(100, 1000, 1), 0.05);
    OneSampleRate worse = OneSampleRate.of(range, EvidenceOptions.standard());
    OneSampleRate edge = OneSampleRate.of(range, EvidenceOptions.standard());
    for (int t = 0; t < 10; t++) {
      worse.update(Pane.at(t), new RateCounts(130, 500));
      edge.update(Pane.at(t), new RateCounts(Math.floor(500 * range.high()), 500));
    }
    assertThat(worse.logEvidence()).isGreaterThan(Math.log(1000));
    assertThat(edge.logEvidence()).isLessThan(0);
    assertThat(edge.recovered()).isFalse();
    assertThat(worse.recovered()).isFalse();
  }

  @Test
  void aResidualOutsideItsToleranceIsFoundToBothSides() {
    for (double residual : new double[] {-0.2, 0.2}) {
      OneSampleRate detector =
          OneSampleRate.of(RateRange.residual(0.05), EvidenceOptions.standard());
      for (int t = 0; t < 30; t++) {
        detector.update(Pane.at(t), new RateCounts(200 * (1 + residual) / 2, 200));
      }
      assertThat(detector.logEvidence()).isGreaterThan(Math.log(1000));
    }
  }

  @Test
  void aWedgeProjectionMinimisesTheDivergence() {
    RatePair nearest = RateWedge.project(0.1, 0.3, 100, 400, 0.8);
    assertThat(nearest.group()).isCloseTo(0.8 * nearest.reference(), within(1e-15));
    double best = divergence(nearest.reference());
    for (double step = -0.01; step <= 0.01; step += 0.001) {
      assertThat(divergence(nearest.reference() + step)).isGreaterThanOrEqualTo(best - 1e-12);
    }
    assertThat(RateWedge.project(0.25, 0.3, 1, 1, 0.8)).isEqualTo(new RatePair(0.25, 0.3));
  }

  private static double divergence(double reference) {
    return -Likelihood.log(10, 100, 0.8 * reference) - Likelihood.log(120, 400, reference);
  }

  @Test
  void aStatisticThatRemembersIsCountedMoreRarely() {
    double[] alternating = new double[60];
    double[] slow = new double[60];
    double[] trend = new double[60];
    for (int i = 0; i < 60; i++) {
      alternating[i] = i % 2;
      slow[i] = Math.sin(2 * Math.PI * i / 12);
      trend[i] = i;
    }
    assertThat(PaneSpacing.of(alternating)).hasValue(1);
    assertThat(PaneSpacing.of(slow)).hasValue(3);
    assertThat(PaneSpacing.of(trend).orElse(99)).isGreaterThan(10);
    assertThat(PaneSpacing.of(new double[2])).isEmpty();
  }

  @Test
  void onlyEveryThirdPaneCountsWhenSpacedByThree() {
    Exceedance spaced = Exceedance.of(Exceedance.NULL_RATE, 3, EvidenceOptions.standard());
    for (int t = 0; t < 9; t++) {
      spaced.update(Pane.at(t), true);
    }
    assertThat(spaced.estimateSinceReset().orElseThrow().records()).isEqualTo(3);
    assertThat(Exceedance.quantileServes(100, 1000)).isTrue();
    assertThat(Exceedance.quantileServes(101, 1000)).isFalse();
  }

  @Test
  void logGammaAgreesWithKnownValues() {
    // scipy.special.gammaln, SciPy 1.17.1
    assertThat(LogGamma.of(0.5)).isCloseTo(0.5723649429247001, within(1e-14));
    assertThat(LogGamma.of(1)).isCloseTo(0, within(1e-14));
    assertThat(LogGamma.of(10.5)).isCloseTo(13.940625219403763, within(1e-13));
    assertThat(LogGamma.of(1e6)).isCloseTo(12815504.569147611, within(1e-7));
    assertThatThrownBy(() -> LogGamma.of(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogGamma.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
