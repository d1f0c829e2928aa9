package io.evenkeel.alert;

import io.evenkeel.alert.StreamState.Phase;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.evidence.Budget;
import io.evenkeel.evidence.Family;
import io.evenkeel.evidence.Family.Candidate;
import io.evenkeel.monitor.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How streams move that gather sequential evidence: they share one false-alarm budget, and alert in
 * batches by e-BH over those that are not alerting (STATISTICS 5.4).
 *
 * <p>The critical twin of a stream only raises the severity of an alert, at the strictest threshold
 * of the family, so it is not counted as a stream of its own.
 */
final class EvidenceCourse {
  private final double logArl;
  private final long renotify;
  private final long expiry;

  EvidenceCourse(Timing timing) {
    Duration pane = timing.pane();
    Duration every = timing.falseAlertEvery();
    this.logArl = new Budget(every.compareTo(pane) < 0 ? pane : every, pane).logArl();
    this.renotify = timing.renotify().toMillis();
    this.expiry = IntervalCourse.expiry(timing);
  }

  /** Accounts one pane, once. */
  static void pane(Target target, StreamState state, long paneStart, Reading reading) {
    Evidence evidence = Objects.requireNonNull(state.evidence);
    evidence.update(target, paneStart, reading);
    if (state.phase == Phase.QUIET && evidence.quiet()) {
      state.clearPool();
    } else {
      state.pool(paneStart, reading.sums());
    }
    state.course(paneStart, evidence.quiet(), evidence.log());
  }

  /** The streams that start to alert in this step, given all quiet ones that take part. */
  List<Turn> fire(Map<StreamKey, StreamState> quiet, Family family, CheckPlan plan, long now) {
    List<Candidate> candidates = new ArrayList<>();
    Map<String, StreamKey> named = new TreeMap<>();
    quiet.forEach(
        (key, state) -> {
          double surplus = Objects.requireNonNull(state.evidence).log() - logArl;
          // Below 0 nothing alerts, however large the batch.
          if (surplus >= 0) {
            candidates.add(new Candidate(key.bookName(), surplus));
            named.put(key.bookName(), key);
          }
        });
    List<Candidate> batch = candidates.isEmpty() ? List.of() : family.alerts(candidates);
    List<Turn> turns = new ArrayList<>();
    for (Candidate candidate : batch) {
      StreamKey key = Objects.requireNonNull(named.get(candidate.stream()));
      StreamState state = Objects.requireNonNull(quiet.get(key));
      Evidence evidence = Objects.requireNonNull(state.evidence);
      state.phase = Phase.ALERTING;
      state.startedAt = evidence.start().orElse(state.runFirst);
      state.evidenceFirst = state.runFirst;
      state.evidenceLast = state.runLast;
      state.critical = raised(evidence, family);
      Target target = Objects.requireNonNull(plan.find(key));
      turns.add(notice(target, state, Alert.State.FIRING, now, family.logThreshold(batch.size())));
    }
    return turns;
  }

  /** What an alerting stream does next; a turn worth telling, or null. */
  @Nullable Turn next(Target target, StreamState state, Family family, long now) {
    boolean stale = now - state.lastDecision >= expiry;
    Evidence evidence = state.evidence;
    if (evidence == null) {
      // The plan changed, and its reference is now too small to judge this.
      return stale ? end(target, state, Alert.State.EXPIRED) : null;
    }
    double surplus = evidence.log() - logArl;
    boolean crossed = surplus >= family.logThreshold(1);
    if (!state.critical && raised(evidence, family)) {
      state.critical = true;
      state.reprofiled = false;
      return notice(target, state, Alert.State.ONGOING, now, family.logThreshold(1));
    }
    if (crossed) {
      // Emptied at every crossing, told or not: what has ended must not live on in old evidence.
      state.reprofiled = false;
      long told = state.lastNotice;
      Turn turn = notice(target, state, Alert.State.ONGOING, now, family.logThreshold(1));
      boolean due = now - told >= renotify && !state.acknowledged;
      if (!due) {
        state.lastNotice = told;
      }
      return due ? turn : null;
    }
    if (evidence.recovered()) {
      return end(target, state, Alert.State.RESOLVED);
    }
    return stale ? stale(target, state, family, now) : null;
  }

  /**
   * Panes of a month that did not gather the evidence to alert again: together they may still lie
   * beyond the tolerance, and then the trouble goes on; else the alert has outlived what it knows.
   */
  private Turn stale(Target target, StreamState state, Family family, long now) {
    Verdict verdict = target.verdict(target.effect(state.pool()), target.check().tolerance());
    return verdict == Verdict.BREACH
        ? notice(target, state, Alert.State.ONGOING, now, family.logThreshold(1))
        : end(target, state, Alert.State.EXPIRED);
  }

  private boolean raised(Evidence evidence, Family family) {
    return evidence.logCritical().isPresent()
        && evidence.logCritical().getAsDouble() - logArl >= family.logThreshold(1);
  }

  /** Says something and empties the evidence. */
  private Turn notice(
      Target target, StreamState state, Alert.State to, long now, double logThreshold) {
    Evidence evidence = Objects.requireNonNull(state.evidence);
    Turn turn =
        new Turn(
            target,
            state,
            to,
            target.effect(state.pool()),
            evidence.log(),
            logArl + logThreshold,
            state.course());
    state.lastNotice = now;
    state.lastDecision = now;
    state.rest(target.cells());
    evidence.reset();
    if (state.critical) {
      evidence.resetCritical();
    }
    state.clearPool();
    state.clearCourse();
    return turn;
  }

  private static Turn end(Target target, StreamState state, Alert.State to) {
    return new Turn(target, state, to, target.effect(state.pool()), null, null);
  }
}
