package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AssociationTest {

  private static final long TRILLION = 1_000_000_000_000L;

  @Test
  void aTableWithoutTwoRowsAndColumnsHasNoAssociation() {
    assertThat(Association.of(new long[0][0])).isEmpty();
    assertThat(Association.of(new long[][] {{1, 2}, {0, 0}})).isEmpty();
    assertThat(Association.of(new long[][] {{1, 0}, {2, 0}})).isEmpty();
  }

  @Test
  void trillionsOfIndependentRecordsAreIndependent() {
    Association association =
        Association.of(new long[][] {{TRILLION, 2 * TRILLION}, {3 * TRILLION, 6 * TRILLION}})
            .orElseThrow();
    assertThat(association.cramersV()).isCloseTo(0, within(1e-7));
    assertThat(association.mutualInformation()).isCloseTo(0, within(1e-14));
    assertThat(association.normalisedByArithmeticMean()).isCloseTo(0, within(1e-14));
  }

  @Test
  void aFeatureThatNamesTheGroupRevealsItFully() {
    Association association = Association.of(new long[][] {{5, 0}, {0, 5}, {0, 5}}).orElseThrow();
    assertThat(association.theilsUOfMeta()).isCloseTo(1, within(1e-15));
    assertThat(association.theilsUOfFeature()).isLessThan(0.7);
    assertThat(association.cramersV()).isCloseTo(1, within(1e-15));
  }

  @Test
  void aTableOfTwoRecordsIsTooSmallForTheCorrection() {
    Association association = Association.of(new long[][] {{1, 0}, {0, 1}}).orElseThrow();
    assertThat(association.correctedCramersV()).isNull();
    assertThat(association.cramersV()).isEqualTo(1);
  }

  @Test
  void aConstantFeatureOrOneGroupHasNoCorrelationRatio() {
    assertThat(CorrelationRatio.eta(List.of())).isEmpty();
    assertThat(CorrelationRatio.eta(List.of(Moments.of(1, 2)))).isEmpty();
    assertThat(CorrelationRatio.eta(List.of(Moments.of(2, 2), Moments.of(2)))).isEmpty();
    assertThat(CorrelationRatio.eta(List.of(Moments.of(2, 2), Moments.of(3)))).hasValue(1);
    assertThat(PointBiserial.of(Moments.of(1, 2, 3), Moments.EMPTY)).isEmpty();
    assertThat(PointBiserial.of(Moments.of(1), Moments.of(2))).isEmpty();
  }

  @Test
  void anUnseenProxyCellGivesTheOverallShare() {
    ProxyModel model = ProxyModel.of(new long[][] {{90, 10}, {0, 0}, {10, 90}});
    assertThat(model.probability(1, 0)).isEqualTo(0.5);
    assertThat(model.probability(7, 1)).isEqualTo(0.5);
    assertThat(model.probability(0, 0)).isCloseTo(92.5 / 105, within(1e-15));
    assertThat(model.probability(2, 0) + model.probability(2, 1)).isCloseTo(1, within(1e-15));
    assertThatThrownBy(() -> ProxyModel.of(new long[][] {{0, 0}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBoundsContainTheDisparityWhateverTheJointIs() {
    // Two cells; the truth puts all outcomes of cell 0 on group a.
    double[] weight = {100, 100};
    double[] membership = {0.3, 0.6};
    double[] outcome = {0.2, 0.5};
    double truth = (20 + 30.0) / 90 - (0 + 20.0) / 110;
    Interval bounds = ProxyBounds.of(weight, membership, outcome).orElseThrow();
    assertThat(bounds.contains(truth)).isTrue();
    assertThat(bounds.within(1)).isTrue();
    assertThat(ProxyBounds.of(new double[0], new double[0], new double[0])).isEmpty();
  }

  @Test
  void nobodyWhoCanBeAMemberMeansNoRate() {
    ProxyRates none = ProxyRates.ofRecord(0, true, 0.5);
    assertThat(none.weighted()).isEmpty();
    assertThat(none.thresholded().value()).isEmpty();
    assertThat(none.weightedDisparity(ProxyRates.ofRecord(1, true, 0.5))).isEmpty();
  }
}
