package io.evenkeel.alert;

import io.evenkeel.alert.Alert.Severity;
import io.evenkeel.alert.Alert.State;
import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.monitor.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what streams do into alerts. */
final class Telling {
  private final Plan plan;
  private final Series series;

  Telling(Plan plan, Series series) {
    this.plan = plan;
    this.series = series;
  }

  /** The alert of a turn taken in a step. */
  Alert of(Turn turn, Step step, @Nullable String incident) {
    return of(turn, step.start(), step.end(), incident);
  }

  /** The alert of a turn taken in the pane from {@code start} to {@code end}. */
  Alert of(Turn turn, long start, long end, @Nullable String incident) {
    Target target = turn.target();
    Check check = target.check();
    StreamState state = turn.state();
    return new Alert(
        AlertIds.episode(series, target.key(), state.startedAt),
        incident,
        turn.to(),
        state.critical ? Severity.CRITICAL : Severity.WARNING,
        check.kind(),
        series,
        check.name(),
        check.metric(),
        target.key().slice(),
        target.referenceSlice(),
        target.key().feature(),
        turn.effect().value(),
        turn.effect().lower(),
        turn.effect().upper(),
        check.tolerance(),
        turn.evidence(),
        turn.threshold(),
        turn.effect().n(),
        state.startedAt,
        start,
        end,
        Sentences.of(turn, plan.maturity()),
        plan.profileHash(),
        null,
        turn.course());
  }

  /** The same alert as part of an incident. */
  static Alert within(Alert alert, String incident) {
    return copy(
        alert,
        incident,
        alert.state(),
        alert.windowStart(),
        alert.windowEnd(),
        alert.message(),
        alert.course());
  }

  /** The last sentence again, in another state; how the evidence grew is not told twice. */
  static Alert again(Alert last, State to, long start, long end, String message) {
    return copy(last, last.incident(), to, start, end, message, List.of());
  }

  private static Alert copy(
      Alert last,
      @Nullable String incident,
      State to,
      long start,
      long end,
      String message,
      List<EvidencePoint> course) {
    return new Alert(
        last.id(),
        incident,
        to,
        last.severity(),
        last.kind(),
        last.series(),
        last.check(),
        last.metric(),
        last.slice(),
        last.referenceSlice(),
        last.feature(),
        last.estimate(),
        last.lower(),
        last.upper(),
        last.tolerance(),
        last.evidence(),
        last.threshold(),
        last.n(),
        last.startedAt(),
        start,
        end,
        message,
        last.profileHash(),
        last.supersedes(),
        course);
  }
}
