package io.evenkeel.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.ReferenceGroup;
import io.evenkeel.monitor.ReferenceGroup.Strategy;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.statistics.RatioInterval;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final ReferenceGroup MALE =
      new ReferenceGroup(Strategy.LARGEST, Map.of("sex", "M"));

  private static void add(Rows rows, String sex, String predicted, @Nullable String truth, int n) {
    for (int i = 0; i < n; i++) {
      rows.add(
          Monitors.prediction(Map.of(), Map.of("sex", sex), predicted, Map.of()),
          truth == null ? null : Monitors.label(truth, 60_000));
    }
  }

  private static List<WindowReport> evaluate(Monitor monitor, Rows rows) {
    return Evaluator.evaluate(
        Plan.compile(monitor, null, "monitor"), Reports.SERIES, Reports.ALL, rows.summaries());
  }

  private static Rows rows(Monitor monitor) {
    return new Rows(Plan.compile(monitor, null, "monitor"));
  }

  @Test
  void aWindowWithoutAnythingStillHasAReportOfEverybody() {
    Plan plan = Plan.compile(Monitors.binary(MALE, 0, SliceSpec.of("sex")), null, "monitor");
    List<WindowReport> reports =
        Evaluator.evaluate(plan, Reports.SERIES, Reports.ALL, new TreeMap<>());
    assertThat(reports).hasSize(1);
    WindowReport everybody = reports.get(0);
    assertThat(everybody.slice()).isEqualTo("*");
    assertThat(everybody.coverage()).isNull();
    assertThat(everybody.lagMedian()).isNull();
    assertThat(everybody.asOf()).isNull();
    assertThat(everybody.measurements())
        .filteredOn(m -> m.value() == null)
        .isNotEmpty()
        .allSatisfy(m -> assertThat(m.reason()).isNotEmpty());
    assertThat(Reports.of(everybody, "selection_rate").reason()).isEqualTo("no predictions");
  }

  @Test
  void whatHasNobodyInItsDenominatorIsUndefinedWithAReason() {
    Monitor monitor = Monitors.binary(MALE, 0, SliceSpec.of("sex"));
    Rows rows = rows(monitor);
    add(rows, "F", "0", "0", 5);
    WindowReport report = Reports.slice(evaluate(monitor, rows), "sex=F");
    Measurement recall = Reports.of(report, "true_positive_rate");
    assertThat(recall.value()).isNull();
    assertThat(recall.lower()).isNull();
    assertThat(recall.n()).isZero();
    assertThat(recall.reason()).isEqualTo("no labelled predictions are truly positive");
    assertThat(Reports.of(report, "precision").value()).isNull();
    assertThat(Reports.of(report, "f1").value()).isNull();
    assertThat(Reports.value(report, "accuracy")).isEqualTo(1);
    assertThat(Reports.value(report, "false_positive_rate")).isEqualTo(0);
    assertThat(Reports.of(report, "expected_calibration_error").reason())
        .isEqualTo("no labelled predictions with a score");
  }

  @Test
  void aRatioToEverybodyHasTheIntervalOfTheRatioToTheRestShrunk() {
    ReferenceGroup everybody = new ReferenceGroup(Strategy.OVERALL, Map.of());
    Monitor monitor = Monitors.binary(everybody, 0, SliceSpec.of("sex"));
    Rows rows = rows(monitor);
    add(rows, "F", "1", "1", 20);
    add(rows, "F", "0", "1", 80);
    add(rows, "M", "1", "1", 120);
    add(rows, "M", "0", "1", 180);
    Measurement ratio =
        Reports.of(Reports.slice(evaluate(monitor, rows), "sex=F"), "disparate_impact");
    assertThat(ratio.value()).isCloseTo(0.2 / 0.35, within(1e-12));
    Interval toRest =
        RatioInterval.of(new Proportion(20, 100), new Proportion(120, 300), 0.05).orElseThrow();
    // 0.2 / (0.25 x 0.2 + 0.75 x rest), with the rest at 0.2 / r.
    double lower = 1 / (0.25 + 0.75 / toRest.lower());
    double upper = 1 / (0.25 + 0.75 / toRest.upper());
    assertThat(ratio.lower()).isCloseTo(lower, within(1e-12));
    assertThat(ratio.upper()).isCloseTo(upper, within(1e-12));
  }

  @Test
  void aMissingLabelIsNotANegative() {
    Monitor monitor = Monitors.binary(MALE, 0, SliceSpec.of("sex"));
    Rows rows = rows(monitor);
    add(rows, "F", "1", "1", 4);
    add(rows, "F", "1", null, 6);
    WindowReport report = Reports.slice(evaluate(monitor, rows), "*");
    assertThat(Reports.value(report, "precision")).isEqualTo(1);
    assertThat(Reports.of(report, "precision").n()).isEqualTo(4);
    assertThat(report.labelled()).isEqualTo(4);
    assertThat(report.coverage()).isEqualTo(0.4);
    assertThat(Reports.value(report, "label_coverage")).isEqualTo(0.4);
    // Cells of the lag are an eighth of a doubling wide.
    assertThat(report.lagMedian()).isBetween(60_000L, 66_000L);
    assertThat(report.asOf()).isEqualTo(60_000L);
  }

  @Test
  void gapsAreGroupMinusReference() {
    Monitor monitor = Monitors.binary(MALE, 0, SliceSpec.of("sex"));
    Rows rows = rows(monitor);
    add(rows, "F", "1", "1", 20);
    add(rows, "F", "0", "1", 80);
    add(rows, "M", "1", "1", 50);
    add(rows, "M", "0", "1", 50);
    List<WindowReport> reports = evaluate(monitor, rows);
    WindowReport women = Reports.slice(reports, "sex=F");
    Measurement parity = Reports.of(women, "statistical_parity_difference");
    assertThat(parity.value()).isCloseTo(-0.3, within(1e-15));
    // Newcombe's method 10 written out in Python 3.11: 20 of 100 against 50 of 100
    assertThat(parity.lower()).isCloseTo(-0.416997179989, within(1e-12));
    assertThat(parity.upper()).isCloseTo(-0.169084014682, within(1e-12));
    assertThat(parity.reference()).isEqualTo("sex=M");
    assertThat(parity.reason()).isNull();
    assertThat(Reports.value(women, "disparate_impact")).isCloseTo(0.4, within(1e-15));
    assertThat(Reports.of(women, "false_positive_rate_ratio").value()).isNull();
    assertThat(Reports.slice(reports, "sex=M").measurements())
        .noneMatch(m -> m.metric().equals("statistical_parity_difference"));
    assertThat(Reports.slice(reports, "*").measurements())
        .noneMatch(m -> m.metric().equals("statistical_parity_difference"));
  }

  @Test
  void theRestAndEverybodyCanBeTheReference() {
    Monitor rest =
        Monitors.binary(new ReferenceGroup(Strategy.REST, Map.of()), 0, SliceSpec.of("sex"));
    Monitor overall =
        Monitors.binary(new ReferenceGroup(Strategy.OVERALL, Map.of()), 0, SliceSpec.of("sex"));
    Rows rows = rows(rest);
    add(rows, "F", "1", "1", 20);
    add(rows, "F", "0", "1", 80);
    add(rows, "M", "1", "1", 150);
    add(rows, "M", "0", "1", 150);
    Measurement toRest =
        Reports.of(Reports.slice(evaluate(rest, rows), "sex=F"), "selection_rate_difference");
    Measurement toAll =
        Reports.of(Reports.slice(evaluate(overall, rows), "sex=F"), "selection_rate_difference");
    assertThat(toRest.value()).isCloseTo(0.2 - 0.5, within(1e-15));
    assertThat(toRest.reference()).isEqualTo("rest");
    assertThat(toAll.value()).isCloseTo(0.2 - 170 / 400.0, within(1e-15));
    assertThat(toAll.reference()).isEqualTo("*");
    assertThat(toAll.lower()).isCloseTo(requireNonNull(toRest.lower()) * 0.75, within(1e-15));
    assertThat(
            Reports.value(Reports.slice(evaluate(overall, rows), "sex=F"), "selection_rate_ratio"))
        .isCloseTo(0.2 / (170 / 400.0), within(1e-15));
  }

  @Test
  void gapsOfPoorlyLabelledGroupsCarryAWarning() {
    Monitor monitor = Monitors.binary(MALE, 0, SliceSpec.of("sex"));
    Rows rows = rows(monitor);
    add(rows, "F", "1", "1", 50);
    add(rows, "F", "1", null, 50);
    add(rows, "M", "1", "1", 100);
    WindowReport women = Reports.slice(evaluate(monitor, rows), "sex=F");
    assertThat(Reports.of(women, "accuracy_difference").value()).isEqualTo(0);
    assertThat(Reports.of(women, "accuracy_difference").reason())
        .startsWith("label coverage 50.0 % in the group, 100.0 % in the reference");
    assertThat(Reports.of(women, "selection_rate_difference").reason()).isNull();
  }

  @Test
  void withoutAReferenceThereIsOneReasonAndNoGap() {
    Monitor monitor = Monitors.binary(ReferenceGroup.DEFAULT, 0, SliceSpec.of("sex"));
    Rows rows = rows(monitor);
    add(rows, "F", "1", "1", 20);
    List<Measurement> gaps =
        Reports.slice(evaluate(monitor, rows), "sex=F").measurements().stream()
            .filter(m -> Metrics.named(m.metric()).orElseThrow().family() == Family.GROUP_GAP)
            .toList();
    assertThat(gaps).hasSize(1);
    assertThat(gaps.get(0).value()).isNull();
    assertThat(gaps.get(0).reason()).startsWith("no reference group");
  }

  @Test
  void aReferenceThatIsAbsentFromTheWindowIsSaidSo() {
    Monitor monitor = Monitors.binary(MALE, 0, SliceSpec.of("sex"));
    Rows rows = rows(monitor);
    add(rows, "F", "1", "1", 20);
    Measurement gap =
        Reports.of(
            Reports.slice(evaluate(monitor, rows), "sex=F"), "statistical_parity_difference");
    assertThat(gap.reason()).isEqualTo("the reference group has no records in this window");
  }

  @Test
  void onlyTheSlicesOfTheWindowAreReportedAndEverybodyComesFirst() {
    SliceSpec daily = new SliceSpec(List.of("sex"), List.of(ReportWindow.of(Duration.ofDays(1))));
    SliceSpec always = SliceSpec.of("!flag");
    Monitor monitor = Monitors.binary(MALE, 0, daily, always);
    Plan plan = Plan.compile(monitor, null, "monitor");
    Rows rows = new Rows(plan);
    rows.add(Monitors.prediction(Map.of(), Map.of("sex", "F", "!flag", "x"), "1", Map.of()), null);
    assertThat(evaluate(monitor, rows))
        .extracting(WindowReport::slice)
        .containsExactly("*", "!flag=x");
    WindowSpan day = new WindowSpan("1d", 0, 86_400_000, false);
    List<WindowReport> daysReports =
        Evaluator.evaluate(plan, Reports.SERIES, day, rows.summaries());
    assertThat(daysReports)
        .extracting(WindowReport::slice)
        .containsExactly("*", "!flag=x", "sex=F");
    assertThat(daysReports).allMatch(r -> r.state() == WindowReport.State.OPEN);
  }

  @Test
  void labelsAfterTheCloseMakeTheWindowRevised() {
    Monitor monitor = Monitors.binary(MALE, 0, SliceSpec.of("sex"));
    Rows rows = rows(monitor);
    rows.add(
        Monitors.prediction(Map.of(), Map.of("sex", "F"), "1", Map.of()),
        Monitors.label("1", Duration.ofHours(2).toMillis()));
    WindowReport report = Reports.slice(evaluate(monitor, rows), "*");
    assertThat(report.state()).isEqualTo(WindowReport.State.REVISED);
    assertThat(report.revision()).isEqualTo(1);
  }

  @Test
  void smallGroupsAreHiddenWithWhatWouldGiveThemAway() {
    Monitor monitor = Monitors.binary(MALE, 10, SliceSpec.of("sex"));
    Rows rows = rows(monitor);
    add(rows, "F", "1", "1", 3);
    add(rows, "M", "1", "1", 100);
    List<WindowReport> reports = evaluate(monitor, rows);
    WindowReport women = Reports.slice(reports, "sex=F");
    WindowReport men = Reports.slice(reports, "sex=M");
    assertThat(women.n()).isZero();
    assertThat(women.measurements())
        .isNotEmpty()
        .allMatch(m -> m.value() == null && m.n() == 0)
        .allMatch(m -> "group smaller than 10".equals(m.reason()));
    assertThat(men.measurements())
        .allMatch(m -> m.value() == null)
        .allMatch(m -> "hidden to protect a group smaller than 10".equals(m.reason()));
    assertThat(Reports.value(Reports.slice(reports, "*"), "accuracy")).isEqualTo(1);
  }

  @Test
  void sampledLogsCountTheirWeightButDoNotNarrowTheirIntervals() {
    Monitor monitor = Monitors.binary(MALE, 0, SliceSpec.of("sex"));
    Rows plain = rows(monitor);
    add(plain, "F", "1", "1", 30);
    add(plain, "F", "0", "1", 70);
    Rows sampled = rows(monitor);
    for (int i = 0; i < 100; i++) {
      sampled.add(
          Monitors.weighted(
              Monitors.prediction(Map.of(), Map.of("sex", "F"), i < 30 ? "1" : "0", Map.of()), 5),
          Monitors.label("1", 0));
    }
    Measurement one = Reports.of(Reports.slice(evaluate(monitor, plain), "*"), "selection_rate");
    Measurement five = Reports.of(Reports.slice(evaluate(monitor, sampled), "*"), "selection_rate");
    assertThat(five.value()).isEqualTo(one.value());
    assertThat(five.n()).isEqualTo(500);
    assertThat(five.lower()).isEqualTo(one.lower());
    assertThat(five.upper()).isEqualTo(one.upper());
  }
}
