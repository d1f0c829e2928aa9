package io.evenkeel.alert;

import static io.evenkeel.evaluation.Verdict.BREACH;
import static io.evenkeel.evaluation.Verdict.INSUFFICIENT;
import static io.evenkeel.evaluation.Verdict.OK;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.evaluation.Verdict;
import io.evenkeel.monitor.Check.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntervalRuleTest {
  private static Verdict of(double lower, double upper, Bad bad) {
    return IntervalRule.tolerated(lower, upper, bad, 0.05);
  }

  @Test
  void anIntervalBeyondTheToleranceIsABreachOnTheBadSide() {
    assertThat(of(0.06, 0.10, Bad.EITHER)).isEqualTo(BREACH);
    assertThat(of(-0.10, -0.06, Bad.EITHER)).isEqualTo(BREACH);
    assertThat(of(0.06, 0.10, Bad.HIGHER)).isEqualTo(BREACH);
    assertThat(of(-0.10, -0.06, Bad.LOWER)).isEqualTo(BREACH);
  }

  @Test
  void theGoodSideIsNeverABreach() {
    assertThat(of(0.06, 0.10, Bad.LOWER)).isEqualTo(OK);
    assertThat(of(-0.10, -0.06, Bad.HIGHER)).isEqualTo(OK);
  }

  @Test
  void anIntervalThatStraddlesTheToleranceIsInsufficient() {
    assertThat(of(0.01, 0.09, Bad.EITHER)).isEqualTo(INSUFFICIENT);
    assertThat(of(-0.09, -0.01, Bad.EITHER)).isEqualTo(INSUFFICIENT);
    assertThat(of(-0.2, 0.2, Bad.EITHER)).isEqualTo(INSUFFICIENT);
    assertThat(of(-0.2, 0.04, Bad.HIGHER)).isEqualTo(OK);
    assertThat(of(-0.2, 0.06, Bad.HIGHER)).isEqualTo(INSUFFICIENT);
  }

  @Test
  void anIntervalWithinIsOkUpToItsEdges() {
    assertThat(of(-0.05, 0.05, Bad.EITHER)).isEqualTo(OK);
    assertThat(of(0.05, 0.06, Bad.EITHER)).isEqualTo(INSUFFICIENT);
  }

  @Test
  void anUnknownIntervalIsInsufficient() {
    assertThat(IntervalRule.tolerated(null, 0.1, Bad.EITHER, 0.05)).isEqualTo(INSUFFICIENT);
    assertThat(IntervalRule.verdict(Method.INTERVAL, Effect.bare(0.9, 10), Bad.HIGHER, 0.05))
        .isEqualTo(INSUFFICIENT);
  }

  @Test
  void aFixedLimitJudgesTheBareValue() {
    assertThat(fixed(Method.FIXED_ABOVE, 0.21, Bad.HIGHER)).isEqualTo(BREACH);
    assertThat(fixed(Method.FIXED_ABOVE, 0.2, Bad.HIGHER)).isEqualTo(OK);
    assertThat(fixed(Method.FIXED_BELOW, 0.19, Bad.LOWER)).isEqualTo(BREACH);
    assertThat(fixed(Method.FIXED_BELOW, 0.2, Bad.LOWER)).isEqualTo(OK);
    assertThat(fixed(Method.FIXED_ABOVE, null, Bad.HIGHER)).isEqualTo(INSUFFICIENT);
  }

  @Test
  void aGapToEitherSideHasItsSizeLimited() {
    assertThat(fixed(Method.FIXED_ABOVE, -0.3, Bad.EITHER)).isEqualTo(BREACH);
  }

  private static Verdict fixed(Method method, @Nullable Double value, Bad bad) {
    return IntervalRule.verdict(method, Effect.bare(value, value == null ? 0 : 100), bad, 0.2);
  }
}
