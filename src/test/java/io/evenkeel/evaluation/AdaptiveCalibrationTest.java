package io.evenkeel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.ReferenceGroup;
import io.evenkeel.profile.ReferenceProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdaptiveCalibrationTest {
  private static final Monitor MONITOR = Monitors.binary(ReferenceGroup.DEFAULT, 0);

  @Test
  void binsHoldATenthOfTheReferenceOrMore() {
    long[] even = new long[20];
    Arrays.fill(even, 7);
    assertThat(AdaptiveCalibration.bins(even))
        .containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9);
    // Nearly all scores lie below 0.1: two heavy bins, and all the rest in one.
    long[] rare = new long[20];
    rare[0] = 700;
    rare[1] = 290;
    rare[12] = 10;
    assertThat(AdaptiveCalibration.bins(rare)).startsWith(0, 1).endsWith(2, 2, 2);
    assertThat(AdaptiveCalibration.bins(rare)[2]).isEqualTo(2);
    assertThat(AdaptiveCalibration.bins(new long[20])).isEmpty();
  }

  @Test
  void edgesAreThoseOfTheProfileWhateverTheWindowHolds() {
    // In the profile half of the scores are 0.12 and half 0.17; both lie in bins of their own.
    ReferenceProfile profile =
        Monitors.profile(
            MONITOR,
            List.of(),
            null,
            rows -> {
              for (int i = 0; i < 100; i++) {
                scored(rows, i % 2 == 0 ? 0.12 : 0.17, "0");
              }
            });
    Plan plan = Plan.compile(MONITOR, profile, "monitor");
    Rows window = new Rows(plan);
    for (int i = 0; i < 100; i++) {
      // 0.12 never comes true, 0.17 in 29 of 100: errors of -0.12 and 0.12 that would cancel.
      scored(window, 0.12, "0");
      scored(window, 0.17, i < 29 ? "1" : "0");
    }
    WindowReport report =
        Reports.slice(
            Evaluator.evaluate(
                plan, Reports.SERIES, Reports.ALL, window.summaries(), MeasurementSet.FULL),
            "*");
    assertThat(Reports.value(report, "adaptive_calibration_error")).isCloseTo(0.12, within(1e-12));
    assertThat(Reports.value(report, "expected_calibration_error")).isCloseTo(0, within(1e-12));
  }

  private static void scored(Rows rows, double score, String label) {
    rows.add(
        Monitors.prediction(Map.of(), Map.of(), "0", Map.of("1", score)), Monitors.label(label, 0));
  }
}
