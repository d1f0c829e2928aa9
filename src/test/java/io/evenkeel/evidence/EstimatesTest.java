package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.NewcombeInterval;
import io.evenkeel.statistics.Proportion;
import org.junit.jupiter.api.Test;

/** What a detector reports besides its evidence: runs, estimates, intervals. */
class EstimatesTest {
  private static final EvidenceOptions OPTIONS = EvidenceOptions.standard();

  @Test
  void aRunStartsAfterTheLastQuietPaneAndPoolsItsCounts() {
    RateGap gap = RateGap.of(0.05, OPTIONS);
    for (int t = 0; t < 10; t++) {
      gap.update(Pane.at(t), new RateCounts(60, 200), new RateCounts(240, 800));
    }
    assertThat(gap.run().panes()).isZero();
    assertThat(gap.run().quietPane()).isEqualTo(9);
    assertThat(gap.estimate()).isEmpty();

    for (int t = 10; t < 14; t++) {
      gap.update(Pane.at(t), new RateCounts(20, 200), new RateCounts(240, 800));
    }
    EvidenceRun run = gap.run();
    assertThat(run.quietPane()).isEqualTo(9);
    assertThat(run.firstPane()).isEqualTo(10);
    assertThat(run.lastPane()).isEqualTo(13);
    assertThat(run.panes()).isEqualTo(4);
    assertThat(run.records()).isEqualTo(4000);
    assertThat(run.peak()).isEqualTo(gap.logEvidence()).isGreaterThan(20);
    Estimate estimate = gap.estimate().orElseThrow();
    assertThat(estimate.value()).isCloseTo(-0.2, within(1e-12));
    Interval newcombe =
        NewcombeInterval.of(new Proportion(80, 800), new Proportion(960, 3200), 0.05).orElseThrow();
    assertThat(estimate.lower()).isCloseTo(newcombe.lower(), within(1e-9));
    assertThat(estimate.upper()).isCloseTo(newcombe.upper(), within(1e-9));
  }

  @Test
  void aResetEmptiesTheEvidenceAndTheRunButKeepsWhatWasLearned() {
    RateGap learned = RateGap.of(0.05, OPTIONS);
    for (int t = 0; t < 10; t++) {
      learned.update(Pane.at(t), new RateCounts(20, 200), new RateCounts(240, 800));
    }
    learned.reset();
    assertThat(learned.logEvidence()).isCloseTo(0, within(1e-12));
    assertThat(learned.run().panes()).isZero();
    assertThat(learned.estimateSinceReset()).isEmpty();
    RateGap fresh = RateGap.of(0.05, OPTIONS);
    double after = learned.update(Pane.at(10), new RateCounts(20, 200), new RateCounts(240, 800));
    assertThat(after)
        .isGreaterThan(
            fresh.update(Pane.at(10), new RateCounts(20, 200), new RateCounts(240, 800)));
  }

  @Test
  void countsPooledUnderADesignEffectGiveWiderIntervals() {
    RateGap plain = RateGap.of(0.05, OPTIONS);
    RateGap clustered = RateGap.of(0.05, OPTIONS);
    for (int t = 0; t < 3; t++) {
      plain.update(Pane.at(t), new RateCounts(20, 200), new RateCounts(240, 800));
      clustered.update(new Pane(t, 4.0), new RateCounts(20, 200), new RateCounts(240, 800));
    }
    assertThat(clustered.logEvidence()).isLessThan(plain.logEvidence() / 2);
    assertThat(clustered.run().records()).isEqualTo(plain.run().records());
    assertThat(width(clustered)).isGreaterThan(1.8 * width(plain));
  }

  private static double width(RateGap gap) {
    Estimate estimate = gap.estimateSinceReset().orElseThrow();
    Double lower = estimate.lower();
    Double upper = estimate.upper();
    return lower == null || upper == null ? Double.NaN : upper - lower;
  }

  @Test
  void aRatioOfOneIsInsideFourFifthsAndHalfIsNot() {
    RateRatio ratio = RateRatio.of(0.8, OPTIONS);
    for (int t = 0; t < 5; t++) {
      ratio.update(Pane.at(t), new RateCounts(300, 1000), new RateCounts(300, 1000));
    }
    assertThat(ratio.recovered()).isTrue();
    assertThat(ratio.estimateSinceReset().orElseThrow().value()).isCloseTo(1, within(1e-12));
    for (int t = 5; t < 9; t++) {
      ratio.update(Pane.at(t), new RateCounts(150, 1000), new RateCounts(300, 1000));
    }
    assertThat(ratio.logEvidence()).isGreaterThan(Math.log(1000));
    assertThat(ratio.estimate().orElseThrow().value()).isCloseTo(0.5, within(1e-12));
    assertThat(ratio.recovered()).isFalse();
  }

  @Test
  void driftIsReportedWithoutTheDistanceThatSamplingMakes() {
    DriftReference reference =
        DriftReference.ofProportions(
            new double[] {0.25, 0.25, 0.25, 0.25}, Double.POSITIVE_INFINITY, 4);
    BinnedDrift drift = BinnedDrift.of(reference, 0.1, 0.1, OPTIONS);
    drift.update(Pane.at(0), new long[] {10, 20, 30, 40});
    double noise = 4 * Math.sqrt(2 * 0.25 * 0.75 / Math.PI / 100) / 2;
    assertThat(drift.estimateSinceReset().orElseThrow().value())
        .isCloseTo(0.2 - noise, within(1e-12));
  }

  @Test
  void calibrationReportsTheBinThatIsMostClearlyOff() {
    CalibrationDrift calibration = CalibrationDrift.of(3, 0.05, OPTIONS);
    calibration.update(
        Pane.at(0), new double[] {2, 400, 0}, new double[] {0.2, 200, 0}, new double[] {1, 280, 0});
    Estimate estimate = calibration.estimateSinceReset().orElseThrow();
    assertThat(estimate.value()).isCloseTo(0.2, within(1e-12));
    assertThat(estimate.records()).isEqualTo(400);
  }
}
