package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairnessTest {

  private static final BinaryConfusion GROUP = new BinaryConfusion(10, 20, 30, 40);
  private static final BinaryConfusion REFERENCE = new BinaryConfusion(40, 10, 20, 30);

  @Test
  void gapsAreGroupMinusReference() {
    PairwiseFairness pair = new PairwiseFairness(GROUP, REFERENCE);
    assertThat(pair.statisticalParityDifference().getAsDouble()).isCloseTo(-0.2, within(1e-15));
    assertThat(pair.disparateImpact().getAsDouble()).isCloseTo(0.6, within(1e-15));
    // TPR 0.25 - 2/3, FPR 1/3 - 1/4.
    assertThat(pair.equalizedOddsDifference().getAsDouble())
        .isCloseTo(2 / 3.0 - 0.25, within(1e-15));
    assertThat(pair.treatmentEqualityDifference()).hasValue(1.5 - 2.0);
    assertThat(pair.interval(ConfusionRate.SELECTION_RATE, 0.05).orElseThrow().contains(-0.2))
        .isTrue();
  }

  @Test
  void anEmptyGroupHasNoGap() {
    PairwiseFairness pair = new PairwiseFairness(BinaryConfusion.EMPTY, REFERENCE);
    assertThat(pair.statisticalParityDifference()).isEmpty();
    assertThat(pair.averageOddsDifference()).isEmpty();
    assertThat(pair.treatmentEqualityDifference()).isEmpty();
    assertThat(pair.conditionalRejectionDifference()).isEmpty();
    assertThat(pair.interval(ConfusionRate.ACCURACY, 0.05)).isEmpty();
    assertThat(new ClarifyMetrics(BinaryConfusion.EMPTY, BinaryConfusion.EMPTY).classImbalance())
        .isEmpty();
  }

  @Test
  void theFavourableClassMayBeTheNegativeOne() {
    PairwiseFairness pair = new PairwiseFairness(GROUP, REFERENCE);
    assertThat(pair.forOtherClass().statisticalParityDifference().getAsDouble())
        .isCloseTo(-pair.statisticalParityDifference().getAsDouble(), within(1e-15));
  }

  @Test
  void groupsBelowTheMinimumAreNotRankedAsWorst() {
    BinaryConfusion tiny = new BinaryConfusion(0, 1, 0, 0);
    BetweenGroups groups = BetweenGroups.of(List.of(GROUP, REFERENCE, tiny));
    assertThat(groups.worst(ConfusionRate.ACCURACY, 1)).hasValue(0);
    assertThat(groups.worst(ConfusionRate.ACCURACY, 30)).hasValue(0.5);
    assertThat(groups.worst(ConfusionRate.FALSE_POSITIVE_RATE, 30)).hasValue(20 / 60.0);
    assertThat(groups.worst(ConfusionRate.ACCURACY, 1000)).isEmpty();
    assertThat(BetweenGroups.of(List.of()).ratio(ConfusionRate.ACCURACY)).isEmpty();
    assertThat(BetweenGroups.of(List.of(GROUP)).difference(ConfusionRate.ACCURACY)).isEmpty();
  }

  @Test
  void theConfusionInAParadoxDisappearsWithinItsStrata() {
    // Berkeley-like: within each stratum the facet is accepted exactly as often as the others.
    ConditionalDemographicDisparity.Stratum easy =
        new ConditionalDemographicDisparity.Stratum(new Proportion(8, 10), new Proportion(80, 100));
    ConditionalDemographicDisparity.Stratum hard =
        new ConditionalDemographicDisparity.Stratum(new Proportion(20, 100), new Proportion(2, 10));
    assertThat(ConditionalDemographicDisparity.of(List.of(easy, hard)).getAsDouble())
        .isCloseTo(0, within(1e-15));
    ConditionalDemographicDisparity.Stratum pooled =
        new ConditionalDemographicDisparity.Stratum(
            easy.facet().plus(hard.facet()), easy.others().plus(hard.others()));
    assertThat(pooled.disparity().getAsDouble()).isGreaterThan(0.4);
    ConditionalDemographicDisparity.Stratum allAccepted =
        new ConditionalDemographicDisparity.Stratum(new Proportion(3, 3), new Proportion(5, 5));
    assertThat(ConditionalDemographicDisparity.of(List.of(allAccepted))).isEmpty();
  }

  @Test
  void differentialFairnessIsTheLargestLogRatioOfSmoothedRates() {
    // Smoothed rates 3.5/11 and 0.5/5: AIF360's (k + 1/2) / (n + 1).
    List<Proportion> groups = List.of(new Proportion(3, 10), new Proportion(0, 4));
    assertThat(DifferentialFairness.epsilon(groups).getAsDouble())
        .isCloseTo(Math.log((3.5 / 11) / 0.1), within(1e-14));
    assertThat(DifferentialFairness.epsilon(groups.subList(0, 1))).isEmpty();
    assertThat(DifferentialFairness.biasAmplification(groups, groups)).hasValue(0);
    List<Proportion> high = List.of(new Proportion(7, 10), new Proportion(4, 4));
    assertThat(DifferentialFairness.epsilon(high).getAsDouble())
        .isCloseTo(DifferentialFairness.epsilon(groups).getAsDouble(), within(1e-14));
  }

  @Test
  void theEntropiesOfCountsAreThoseOfTheIndividuals() {
    BinaryConfusion confusion = new BinaryConfusion(5, 3, 2, 7);
    List<Double> benefits = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      benefits.add(i < 3 ? 2.0 : i < 5 ? 0.0 : 1.0);
    }
    double mean = benefits.stream().mapToDouble(b -> b).average().orElseThrow();
    double two = benefits.stream().mapToDouble(b -> (b / mean) * (b / mean) - 1).sum() / 17 / 2;
    double theil =
        benefits.stream().mapToDouble(b -> b == 0 ? 0 : b / mean * Math.log(b / mean)).sum() / 17;
    assertThat(GeneralizedEntropy.orderTwo(confusion).getAsDouble()).isCloseTo(two, within(1e-14));
    assertThat(GeneralizedEntropy.theil(confusion).getAsDouble()).isCloseTo(theil, within(1e-14));
    assertThat(GeneralizedEntropy.orderTwo(BinaryConfusion.EMPTY)).isEmpty();
    assertThat(GeneralizedEntropy.theil(new BinaryConfusion(0, 0, 4, 0))).isEmpty();
    assertThat(GeneralizedEntropy.theil(new BinaryConfusion(4, 0, 0, 1))).hasValue(0);
  }

  @Test
  void theCalibrationGapComparesTheSameBins() {
    ReliabilityBins group =
        ReliabilityBins.of(new long[] {10, 40}, new double[] {2, 30}, new long[] {4, 30});
    ReliabilityBins reference =
        ReliabilityBins.of(new long[] {100, 100}, new double[] {20, 70}, new long[] {20, 60});
    CalibrationGap gap = new CalibrationGap(group, reference);
    // Mean residuals (34 - 32) / 50 = 0.04 and (80 - 90) / 200 = -0.05.
    assertThat(gap.meanResidualGap().getAsDouble()).isCloseTo(0.09, within(1e-15));
    assertThat(gap.largestBinGap(10).getAsDouble()).isCloseTo(0.2, within(1e-15));
    assertThat(gap.largestBinGap(30).getAsDouble()).isCloseTo(0.1, within(1e-15));
    assertThat(gap.largestBinGap(50)).isEmpty();
    assertThat(gap.debiasedErrorGap()).isPresent();
    assertThatThrownBy(() -> new CalibrationGap(group, reference.coarser(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutRecordsRobustnessHasNoRates() {
    assertThat(Robustness.EMPTY.attackSuccessRate().value()).isEmpty();
    assertThat(DataQuality.EMPTY.missingRate().value()).isEmpty();
    assertThat(new DataQuality(3, 3, 0, 0, 0).newCategoryRate().value()).isEmpty();
    assertThatThrownBy(() -> new DataQuality(3, 2, 2, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
