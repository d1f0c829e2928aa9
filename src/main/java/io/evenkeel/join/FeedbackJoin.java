package io.evenkeel.join;

import io.evenkeel.digest.Plan;
import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Label;
import io.evenkeel.observation.Observation;
import io.evenkeel.observation.ObservationCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The join of predictions and feedback.
 *
 * <p>The outcome depends on the set of records, not on their order: copies of a prediction that
 * differ are settled by the smallest (event time, SHA-256), feedback by the greatest (revision,
 * time, label), and whether feedback is in time by its own time and the prediction's.
 *
 * <p>A prediction is remembered until event time + {@code feedback.wait}, feedback without a
 * prediction until its own time + {@code feedback.early}; then it has expired. What has expired
 * goes once both inputs have passed it by the grace ({@link PendingStore#floor}): nothing that is
 * in order can ask for it then. From that moment a prediction that expired is {@linkplain
 * JoinOutcome#TOO_OLD refused}, so that a copy which is sent again much later never counts twice,
 * and feedback that expired is {@linkplain JoinOutcome#UNMATCHED unmatched}. Copies of a prediction
 * are taken to lie within {@code feedback.wait} of each other: an id that is used again later is a
 * new prediction, or still a copy while the old one is remembered.
 *
 * <p>Confined to one thread.
 */
public final class FeedbackJoin {
  private static final PendingEntry NOTHING = new PendingEntry(List.of(), null, false);

  private final PendingStore pending;
  private final JoinSink sink;
  private final LongFunction<@Nullable Plan> plans;
  private final Observation other = new Observation();
  private final Bytes buffer = new Bytes(256);
  private final MessageDigest sha256;

  /**
   * A join.
   *
   * @param plans finds the plan that an observation was digested under, null when it is gone
   */
  public FeedbackJoin(PendingStore pending, JoinSink sink, LongFunction<@Nullable Plan> plans) {
    this.pending = pending;
    this.sink = sink;
    this.plans = plans;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Takes one prediction. */
  public JoinOutcome prediction(String predictionId, Plan plan, Observation o) {
    PendingKey key = new PendingKey(plan.monitor().model(), predictionId);
    Reach reach = Reach.of(plan.monitor().feedback());
    byte[] bytes = encode(o);
    PendingEntry entry = known(key, o.eventTime + reach.waitFor());
    byte[] rival = entry.observation();
    if (rival != null) {
      return settle(key, reach, o, bytes, entry, rival);
    }
    if (o.eventTime + reach.waitFor() < pending.floor(key.model())) {
      return JoinOutcome.TOO_OLD;
    }
    List<Label> early = reach.inTime(entry.labels(), o.eventTime);
    sink.prediction(o, 1);
    label(o, early, 1);
    keep(key, reach, o, entry.labels(), bytes);
    return early.isEmpty() ? JoinOutcome.COUNTED : JoinOutcome.COUNTED_WITH_LABEL;
  }

  private JoinOutcome settle(
      PendingKey key, Reach reach, Observation o, byte[] bytes, PendingEntry entry, byte[] rival) {
    if (Arrays.equals(canonical(bytes), canonical(rival))) {
      return JoinOutcome.DUPLICATE;
    }
    ObservationCodec.read(new Bytes.Reader(rival), other);
    if (!precedes(o.eventTime, bytes, other.eventTime, rival)) {
      return JoinOutcome.DUPLICATE_LOST;
    }
    label(other, reachOf(other, reach).inTime(entry.labels(), other.eventTime), -1);
    sink.prediction(other, -1);
    sink.prediction(o, 1);
    label(o, reach.inTime(entry.labels(), o.eventTime), 1);
    keep(key, reach, o, entry.labels(), bytes);
    return JoinOutcome.REPLACED;
  }

  /** Takes one feedback; {@code plan} is the monitor of its model at the feedback's time. */
  public JoinOutcome feedback(String predictionId, Plan plan, Label label) {
    PendingKey key = new PendingKey(plan.monitor().model(), predictionId);
    Reach reach = Reach.of(plan.monitor().feedback());
    PendingEntry entry = known(key, label.feedbackTime() + reach.waitFor());
    List<Label> candidates = new ArrayList<>(entry.labels());
    candidates.add(label);
    byte[] observation = entry.observation();
    if (observation == null) {
      if (label.feedbackTime() + reach.early() < pending.floor(key.model())) {
        return JoinOutcome.UNMATCHED;
      }
      List<Label> useful = reach.useful(candidates, Long.MAX_VALUE);
      if (useful.equals(entry.labels())) {
        return JoinOutcome.STALE;
      }
      long last = useful.stream().mapToLong(Label::feedbackTime).max().orElseThrow();
      byte[] waiting = new PendingEntry(useful, null, false).encode();
      pending.put(key, waiting, last + reach.early(), reach.waitFor());
      return JoinOutcome.EARLY;
    }
    ObservationCodec.read(new Bytes.Reader(observation), other);
    // Whether a label counts is a matter of the version that the prediction was made under, not of
    // the one that holds when the label comes.
    reach = reachOf(other, reach);
    List<Label> before = reach.inTime(entry.labels(), other.eventTime);
    List<Label> useful = reach.useful(candidates, other.eventTime);
    List<Label> after = reach.inTime(useful, other.eventTime);
    if (!useful.equals(entry.labels())) {
      keep(key, reach, other, useful, observation);
    }
    if (!before.equals(after)) {
      label(other, before, -1);
      label(other, after, 1);
    }
    if (before.stream().findFirst().equals(after.stream().findFirst())) {
      boolean inTime = reach.inTime(label, other.eventTime);
      return inTime ? JoinOutcome.STALE : JoinOutcome.OUT_OF_TIME;
    }
    return before.isEmpty() ? JoinOutcome.JOINED : JoinOutcome.CORRECTED;
  }

  private Reach reachOf(Observation o, Reach otherwise) {
    Plan plan = plans.apply(o.planId);
    return plan == null ? otherwise : Reach.of(plan.monitor().feedback());
  }

  private void label(Observation o, List<Label> labels, int sign) {
    if (!labels.isEmpty()) {
      sink.labels(o, labels, sign);
    }
  }

  private PendingEntry known(PendingKey key, long likely) {
    byte[] known = pending.get(key, likely);
    return known == null ? NOTHING : PendingEntry.decode(known);
  }

  private void keep(
      PendingKey key, Reach reach, Observation o, List<Label> labels, byte[] observation) {
    List<Label> useful = reach.useful(labels, o.eventTime);
    boolean awaited = reach.expected() && reach.inTime(useful, o.eventTime).isEmpty();
    byte[] entry = new PendingEntry(useful, observation, awaited).encode();
    pending.put(key, entry, o.eventTime + reach.waitFor(), reach.waitFor());
  }

  private byte[] encode(Observation o) {
    ObservationCodec.write(o, buffer.clear());
    return buffer.toArray();
  }

  /** The bytes without the mark that depends on arrival: two copies are the same if these are. */
  private static byte[] canonical(byte[] observation) {
    byte[] copy = observation.clone();
    ObservationCodec.clearLate(copy);
    return copy;
  }

  private boolean precedes(long time, byte[] bytes, long otherTime, byte[] otherBytes) {
    if (time != otherTime) {
      return time < otherTime;
    }
    byte[] hash = sha256.digest(canonical(bytes));
    return Arrays.compareUnsigned(hash, sha256.digest(canonical(otherBytes))) < 0;
  }
}
