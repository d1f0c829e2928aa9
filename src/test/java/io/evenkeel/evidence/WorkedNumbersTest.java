package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The numbers that the scalar reference (edetector.py) prints when it is run as a program. */
class WorkedNumbersTest {
  private static final double[] QUARTERS = {0.25, 0.25, 0.25, 0.25};

  @Test
  void driftFollowsTheWorkedNumbers() {
    BinnedDrift drift =
        BinnedDrift.of(
            DriftReference.ofProportions(QUARTERS, Double.POSITIVE_INFINITY, 0),
            0.1,
            0.1,
            EvidenceOptions.standard());
    near(drift.update(Pane.at(0), new long[] {25, 25, 25, 25}), -0.287159);
    near(drift.update(Pane.at(1), new long[] {10, 20, 30, 40}), -0.282630);
    near(drift.update(Pane.at(2), new long[] {10, 20, 30, 40}), 0.328586);
    near(drift.update(Pane.at(3), new long[] {5, 15, 30, 50}), 5.154756);
    near(drift.update(Pane.at(4), new long[4]), 5.154756);
  }

  @Test
  void gapFollowsTheWorkedNumbers() {
    RateGap gap = RateGap.of(0.05, EvidenceOptions.standard());
    near(update(gap, 0, 30, 100, 60, 200), -0.797786);
    near(update(gap, 1, 15, 100, 60, 200), 0.027446);
    near(update(gap, 2, 12, 100, 62, 200), 3.276367);
    near(update(gap, 3, 10, 100, 58, 200), 7.481581);
  }

  @Test
  void calibrationFollowsTheWorkedNumbers() {
    CalibrationDrift calibration = CalibrationDrift.of(4, 0.05, EvidenceOptions.standard());
    double[] n = {50, 50, 50, 50};
    double[] scores = {6, 19, 31, 44};
    near(calibration.update(Pane.at(0), n, scores, new double[] {6, 18, 32, 44}), -0.824587);
    near(calibration.update(Pane.at(1), n, scores, new double[] {12, 27, 39, 47}), 0.756516);
    near(calibration.update(Pane.at(2), n, scores, new double[] {12, 27, 39, 47}), 3.505850);
  }

  @Test
  void oneFailureAfterABillionSuccessesIsAccountedFor() {
    RateGap gap = RateGap.of(0.05, EvidenceOptions.standard());
    update(gap, 0, 1e9, 1e9, 1e9, 1e9);
    near(update(gap, 1, 0, 1, 10, 10), 0.553855);
  }

  private static double update(RateGap gap, long pane, double ka, double na, double kr, double nr) {
    return gap.update(Pane.at(pane), new RateCounts(ka, na), new RateCounts(kr, nr));
  }

  private static void near(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-6));
  }
}
