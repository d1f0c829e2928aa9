package io.evenkeel.alert;

import io.evenkeel.alert.StreamState.Phase;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Hysteresis;
import io.evenkeel.monitor.Timing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a stream moves when each pane is judged alone: k bad panes in a row fire, m good panes in a
 * row resolve, panes that cannot be judged count as neither.
 */
final class IntervalCourse {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int PANES = 10;

  private final Hysteresis hysteresis;
  private final Duration renotify;
  private final long expiry;

  IntervalCourse(Hysteresis hysteresis, Timing timing) {
    this.hysteresis = hysteresis;
    this.renotify = timing.renotify();
    this.expiry = expiry(timing);
  }

  /**
   * An episode without a decision for so long is over: 30 days, or ten panes if they are longer.
   */
  static long expiry(Timing timing) {
    return Math.max(MONTH.toMillis(), timing.pane().toMillis() * PANES);
  }

  /** Accounts one pane, decided at {@code now}; a turn worth telling, or null. */
  @Nullable Turn pane(Target target, StreamState state, long paneStart, Reading reading, long now) {
    Check check = target.check();
    Effect effect = target.effect(reading.sums());
    return switch (target.verdict(effect, check.tolerance())) {
      case BREACH -> {
        Double critical = check.critical();
        boolean worse = critical != null && target.verdict(effect, critical) == Verdict.BREACH;
        yield breach(target, state, paneStart, reading, now, worse);
      }
      case OK -> fine(target, state, paneStart, reading, now);
      case INSUFFICIENT -> {
        if (state.phase != Phase.QUIET) {
          state.pool(paneStart, reading.sums());
        }
        yield null;
      }
    };
  }

  /**
   * Accounts a pane that may be too small to be judged alone: panes gather until they are enough,
   * and are then judged as one.
   */
  @Nullable Turn gather(
      Target target, StreamState state, long paneStart, Reading reading, long now) {
    Gathered gathered = state.gathered == null ? new Gathered() : state.gathered;
    state.gathered = gathered;
    gathered.add(paneStart, reading.sums());
    double[] sums = gathered.sums();
    if (!gathered.isDue(((PaneMeasure) target.measure()).fullness(sums))) {
      return null;
    }
    Verdict verdict = target.verdict(target.effect(sums), target.check().tolerance());
    if (verdict == Verdict.INSUFFICIENT && gathered.lookedInVain()) {
      return null;
    }
    state.gathered = null;
    return pane(target, state, gathered.first(), Reading.of(sums), now);
  }

  private @Nullable Turn breach(
      Target target, StreamState state, long paneStart, Reading reading, long now, boolean worse) {
    if (state.bad == 0) {
      state.clearPool();
    }
    state.good = 0;
    state.reprofiled = false;
    state.bad++;
    state.lastDecision = now;
    state.pool(paneStart, reading.sums());
    if (state.phase == Phase.QUIET) {
      state.phase = Phase.PENDING;
      state.startedAt = paneStart;
    }
    if (state.phase == Phase.PENDING) {
      if (state.bad < hysteresis.bad()) {
        return null;
      }
      state.phase = Phase.ALERTING;
      state.critical = worse;
      state.evidenceFirst = state.runFirst;
      return notice(target, state, now, Alert.State.FIRING);
    }
    boolean upgraded = worse && !state.critical;
    state.critical |= worse;
    boolean due = now - state.lastNotice >= renotify.toMillis() && !state.acknowledged;
    return upgraded || due ? notice(target, state, now, Alert.State.ONGOING) : null;
  }

  private static Turn notice(Target target, StreamState state, long now, Alert.State to) {
    state.lastNotice = now;
    state.evidenceLast = state.runLast;
    state.rest(target.cells());
    return turn(target, state, to);
  }

  private @Nullable Turn fine(
      Target target, StreamState state, long paneStart, Reading reading, long now) {
    if (state.phase != Phase.ALERTING) {
      if (state.phase == Phase.PENDING) {
        state.calm();
      }
      return null;
    }
    if (state.good == 0) {
      state.clearPool();
    }
    state.bad = 0;
    state.good++;
    state.lastDecision = now;
    state.pool(paneStart, reading.sums());
    return state.good < hysteresis.good() ? null : turn(target, state, Alert.State.RESOLVED);
  }

  /** Ends what has seen no decision for too long; a turn worth telling, or null. */
  @Nullable Turn expire(Target target, StreamState state, long now) {
    if (state.phase == Phase.QUIET || now - state.lastDecision < expiry) {
      return null;
    }
    if (state.phase == Phase.PENDING) {
      state.calm();
      return null;
    }
    return turn(target, state, Alert.State.EXPIRED);
  }

  private static Turn turn(Target target, StreamState state, Alert.State to) {
    Effect effect = target.effect(state.pool());
    return new Turn(target, state, to, effect, null, target.threshold(effect));
  }
}
