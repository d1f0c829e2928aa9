package io.evenkeel.evidence.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small seeded runs of the simulation behind {@code docs/evidence.md}: false alarms stay within
 * what ARL 1,000 allows, delays agree with the published ones within a quarter or two standard
 * errors, e-BH is silent where the usual rule floods.
 */
class PublishedTablesTest {
  /** Left to the full simulation: they take longer than the rest together. */
  private static final Set<String> LONG =
      Set.of("10/40, -.10", "5000, 0.35 sd", "5000, ramp to 0.6 sd in 100 panes", "5000, sd x1.5");

  static Stream<Delay> delays() {
    return Stream.of(Delay.drift(), Delay.gap(), Delay.calibration())
        .flatMap(List::stream)
        .filter(delay -> !LONG.contains(delay.name()));
  }

  @ParameterizedTest
  @MethodSource("delays")
  void aChangeIsFoundAfterThePublishedDelay(Delay delay) {
    Measured measured = delay.measure(16).get(delay.column());
    assertThat(measured.foundShare()).isEqualTo(1.0);
    assertThat(measured.agreesWith(delay.published()))
        .as("%s, published %s", measured, delay.published())
        .isTrue();
  }

  static Stream<Quiet> quiet() {
    return Stream.of(Quiet.drift(), Quiet.gap(), Quiet.calibration())
        .flatMap(List::stream)
        .filter(quiet -> !quiet.name().startsWith("5000"));
  }

  /**
   * Two runs of 1,000 panes; 2 false alarms per 1,000 would be twice the budget, and none is the
   * rule.
   */
  @ParameterizedTest
  @MethodSource("quiet")
  void noFalseAlarmWithinTheTolerance(Quiet quiet) {
    assertThat(quiet.measure(2).get(quiet.column()).mean()).isLessThanOrEqualTo(0.5);
  }

  @Test
  void twoHundredStreamsGiveNoFalseAlertWherePsiGivesDozensPerPane() {
    Map<String, Double> alerts = new FamilyTable(1, false).falseAlertsPerPane(200);
    assertThat(alerts.get("e-BH")).isZero();
    assertThat(alerts.get("PSI>0.2")).isGreaterThan(24);
  }

  @Test
  void twoFeaturesThatShiftAreFoundInTheFamilyAndNoOthers() {
    Map<Integer, Measured> bySlice = new FamilyTable(7, false).delays(0.5, 20, 60);
    assertThat(slice(bySlice, 1000).foundShare()).isEqualTo(1.0);
    assertThat(slice(bySlice, 1000).mean()).isLessThanOrEqualTo(2.5);
    assertThat(slice(bySlice, 500).mean()).isLessThanOrEqualTo(5);
    assertThat(slice(bySlice, -1).mean()).isZero();
  }

  private static Measured slice(Map<Integer, Measured> bySlice, int n) {
    return Objects.requireNonNull(bySlice.get(n));
  }

  @Test
  void truthsOnTheEdgeStayWithinTheBudget() {
    assertThat(EdgeTable.drift(10, 100, 0, 100, 2).falseAlarms(1000).get(0).mean())
        .isLessThanOrEqualTo(10);
    assertThat(EdgeTable.calibration(200, 0.05, 100, 2).falseAlarms(1000).get(0).mean())
        .isLessThanOrEqualTo(10);
  }

  @Test
  void exceedingPanesAreFoundAfterThePublishedDelay() {
    assertThat(ExceedanceTable.trial(0.05, 1.0, 200).delays(100, 500).get(0).agreesWith(4.0))
        .isTrue();
    assertThat(ExceedanceTable.trial(0.05, 0.5, 200).delays(100, 500).get(0).agreesWith(14.7))
        .isTrue();
    assertThat(ExceedanceTable.trial(0.10, 0.10, 20).falseAlarms(10_000).get(0).mean())
        .isLessThanOrEqualTo(1.0);
  }
}
