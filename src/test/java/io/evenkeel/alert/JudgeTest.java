package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.digest.Plan;
import io.evenkeel.evaluation.Evaluator;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.evaluation.WindowSpan;
import io.evenkeel.monitor.AlertKind;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Check.Compare;
import io.evenkeel.monitor.Check.Method;
import io.evenkeel.summary.SliceSummary;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Plan GAPS =
      Plans.of(
          Plans.SELECTION_GAP,
          Plans.gap("tpr", "true_positive_rate", Method.SEQUENTIAL, 0.05, null),
          Plans.gap("four fifths", "disparate_impact", Method.FIXED_BELOW, 0.8, null));

  private static Measurement measured(
      Plan plan, SortedMap<String, SliceSummary> pane, String slice, String metric) {
    WindowSpan span = new WindowSpan("1h", 0, Panes.HOUR, true);
    List<WindowReport> reports = Evaluator.evaluate(plan, Panes.SERIES, span, pane);
    return Judge.judged(plan, reports).stream()
        .filter(report -> report.slice().equals(slice))
        .flatMap(report -> report.measurements().stream())
        .filter(measurement -> measurement.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable Verdict gap(int women, int men) {
    return measured(GAPS, Panes.selected(GAPS, women, men), "sex=F", "selection_rate_difference")
        .verdict();
  }

  @Test
  void gapsAreJudgedOnTheDifference() {
    assertThat(gap(200, 300)).isEqualTo(Verdict.BREACH);
    assertThat(gap(300, 300)).isEqualTo(Verdict.OK);
    assertThat(gap(260, 300)).isEqualTo(Verdict.INSUFFICIENT);
    Measurement bare = measured(GAPS, Panes.selected(GAPS, 200, 300), "sex=F", "selection_rate");
    assertThat(bare.verdict()).isNull();
    assertThat(bare.tolerance()).isNull();
  }

  @Test
  void theToleranceAndTheReasonAreShown() {
    Measurement unclear =
        measured(GAPS, Panes.selected(GAPS, 260, 300), "sex=F", "selection_rate_difference");
    assertThat(unclear.tolerance()).isEqualTo(0.05);
    assertThat(unclear.reason()).startsWith("too few: n = ").endsWith("straddles");
  }

  @Test
  void aFixedLimitJudgesTheValue() {
    assertThat(
            measured(GAPS, Panes.selected(GAPS, 200, 300), "sex=F", "disparate_impact").verdict())
        .isEqualTo(Verdict.BREACH);
    assertThat(
            measured(GAPS, Panes.selected(GAPS, 290, 300), "sex=F", "disparate_impact").verdict())
        .isEqualTo(Verdict.OK);
  }

  @Test
  void labelGapsOfUnevenlyLabelledGroupsAreInsufficient() {
    SortedMap<String, SliceSummary> pane =
        Panes.of(GAPS)
            .add(500, 0, 1, "F")
            .add(500, 1, Panes.NO_LABEL, "F")
            .add(1000, 1, 1, "M")
            .build();
    Measurement gap = measured(GAPS, pane, "sex=F", "true_positive_rate_difference");
    assertThat(gap.verdict()).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(gap.reason()).startsWith("label coverage 50.0 %");
  }

  @Test
  void driftAndQualityAreJudgedAgainstTheProfile() {
    Check drift = profile("drift", AlertKind.DRIFT, "total_variation_distance", 0.1);
    Check accuracy = profile("accuracy", AlertKind.QUALITY, "accuracy", 0.1);
    Plan plan = Traffic.plan(2, 2, 20_000, drift, accuracy);
    Traffic traffic = Traffic.of(plan, 2, 3);
    assertThat(measured(plan, traffic.pane(5000, 0, 0), "*", "total_variation_distance").verdict())
        .isEqualTo(Verdict.OK);
    assertThat(measured(plan, traffic.pane(5000, 1, 0), "*", "total_variation_distance").verdict())
        .isEqualTo(Verdict.BREACH);
    assertThat(measured(plan, traffic.pane(40, 0, 0), "*", "total_variation_distance").verdict())
        .isEqualTo(Verdict.INSUFFICIENT);
    assertThat(measured(plan, traffic.pane(5000, 0, 0), "*", "accuracy").verdict())
        .isEqualTo(Verdict.OK);
  }

  private static Check profile(String name, AlertKind kind, String metric, double tolerance) {
    return new Check(
        name, kind, metric, Compare.PROFILE, null, List.of(), Method.INTERVAL, tolerance, null);
  }
}
