package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimationTest {

  @Test
  void withoutRecordsNothingIsEstimated() {
    assertThat(ExpectedConfusion.EMPTY.accuracy()).isEmpty();
    assertThat(ExpectedConfusion.EMPTY.f1()).isEmpty();
    assertThat(Cbpe.multiclassAccuracy(List.of())).isEmpty();
    assertThat(Cbpe.macro(List.of(ExpectedConfusion.EMPTY), ExpectedConfusion::recall)).isEmpty();
    assertThat(Cbpe.rocAuc(new double[] {1, 2}, new double[] {0, 0})).isEmpty();
    assertThat(Cbpe.accuracySamplingError(Proportion.EMPTY, 5)).isEmpty();
    assertThat(Cbpe.accuracySamplingError(new Proportion(1, 2), 0)).isEmpty();
    assertThat(Cbpe.accuracyBand(ExpectedConfusion.EMPTY, new Proportion(1, 2))).isEmpty();
    assertThat(StandardDeviationThreshold.of(new double[] {Double.NaN}, 3)).isEmpty();
    assertThat(PredictionPoweredEstimate.of(Moments.of(1, 2), Moments.of(1))).isEmpty();
  }

  @Test
  void theBandAddsModelAndSamplingVariance() {
    ExpectedConfusion estimate =
        ExpectedConfusion.ofSums(new Proportion(60, 100), 48, 8, 100 * 0.16);
    assertThat(estimate.accuracy().getAsDouble()).isCloseTo(0.8, within(1e-15));
    Interval band = Cbpe.accuracyBand(estimate, new Proportion(900, 1000)).orElseThrow();
    // sqrt(0.09 / 100 + 16 / 100^2) = 0.05
    assertThat(band.lower()).isCloseTo(0.65, within(1e-12));
    assertThat(band.upper()).isCloseTo(0.95, within(1e-12));
  }

  @Test
  void sumsPerPredictedLabelAreTheSumsOverRecords() {
    ExpectedConfusion records =
        ExpectedConfusion.ofRecord(0.9, true)
            .plus(ExpectedConfusion.ofRecord(0.6, true))
            .plus(ExpectedConfusion.ofRecord(0.2, false));
    ExpectedConfusion sums =
        ExpectedConfusion.ofSums(new Proportion(2, 3), 1.5, 0.2, 0.09 + 0.24 + 0.16);
    assertThat(sums.fp()).isCloseTo(records.fp(), within(1e-15));
    assertThat(sums.tn()).isCloseTo(records.tn(), within(1e-15));
    assertThat(sums.precision().getAsDouble())
        .isCloseTo(records.precision().getAsDouble(), within(1e-15));
    assertThat(sums.sumOfVariances()).isCloseTo(records.sumOfVariances(), within(1e-15));
  }

  @Test
  void withEveryRecordLabelledTheEstimateIsTheRealisedMean() {
    Moments estimates = Moments.of(0.9, 0.6, 0.2, 0.7);
    Moments residuals = Moments.of(0.1, -0.6, -0.2, 0.3);
    PredictionPoweredEstimate combined =
        PredictionPoweredEstimate.of(estimates, residuals).orElseThrow();
    assertThat(combined.value()).isCloseTo(0.5, within(1e-15));
    assertThat(combined.residual()).isCloseTo(-0.1, within(1e-15));
  }

  @Test
  void calibrationIsConstantOutsideAndLinearBetweenThePoints() {
    IsotonicRegression fitted =
        IsotonicRegression.fit(
            new double[] {0.6, 0.2, 0.2, 0.4, 0.9},
            new double[] {0.5, 0.0, 0.3, 0.1, 7},
            new double[] {1, 1, 2, 1, 0});
    // 0.2 twice becomes 0.2 with weight 3 and pools with 0.1 of weight 1 to 0.175.
    assertThat(fitted.at(-1)).isCloseTo(0.175, within(1e-15));
    assertThat(fitted.at(0.4)).isCloseTo(0.175, within(1e-15));
    assertThat(fitted.at(0.5)).isCloseTo(0.3375, within(1e-15));
    assertThat(fitted.at(2)).isCloseTo(0.5, within(1e-15));
    assertThat(IsotonicRegression.of(fitted.knots(), fitted.values()).at(0.45))
        .isEqualTo(fitted.at(0.45));
  }

  @Test
  void nothingCannotBeCalibrated() {
    double[] none = {};
    assertThatThrownBy(() -> IsotonicRegression.fit(none, none, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> IsotonicRegression.fit(new double[] {1}, new double[] {1}, new double[] {0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> IsotonicRegression.of(new double[] {1, 2}, new double[] {2, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
