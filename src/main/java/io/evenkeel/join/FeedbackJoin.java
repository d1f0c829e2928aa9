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
import java.util.Objects;

/**
 * The join of predictions and feedback.
 *
 * <p>The outcome depends on the set of records, not on their order: copies of a prediction that
 * differ are settled by the smallest (event time, SHA-256), feedback by the greatest (revision,
 * time, label), and whether feedback is in time by its own time and the prediction's. Confined to
 * one thread.
 */
public final class FeedbackJoin {
  private static final PendingEntry NOTHING = new PendingEntry(List.of(), null);

  private final PendingStore pending;
  private final JoinSink sink;
  private final Observation other = new Observation();
  private final Bytes buffer = new Bytes(256);
  private final MessageDigest sha256;

  public FeedbackJoin(PendingStore pending, JoinSink sink) {
    this.pending = pending;
    this.sink = sink;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Takes one prediction. */
  public JoinOutcome prediction(String predictionId, Plan plan, Observation o) {
    PendingKey key = new PendingKey(plan.monitor().model(), predictionId);
    byte[] bytes = encode(o);
    PendingEntry entry = known(key);
    byte[] rival = entry.observation();
    if (rival != null) {
      return settle(key, plan, o, bytes, entry, rival);
    }
    Reach reach = Reach.of(plan.monitor().feedback());
    Label early = reach.surviving(entry.labels(), o.eventTime);
    sink.prediction(o, 1);
    if (early != null) {
      sink.label(o, early, 1);
    }
    keep(key, reach, o, entry.labels(), bytes);
    return early == null ? JoinOutcome.COUNTED : JoinOutcome.COUNTED_WITH_LABEL;
  }

  private JoinOutcome settle(
      PendingKey key, Plan plan, Observation o, byte[] bytes, PendingEntry entry, byte[] rival) {
    if (Arrays.equals(canonical(bytes), canonical(rival))) {
      return JoinOutcome.DUPLICATE;
    }
    ObservationCodec.read(new Bytes.Reader(rival), other);
    if (!precedes(o.eventTime, bytes, other.eventTime, rival)) {
      return JoinOutcome.DUPLICATE_LOST;
    }
    Reach reach = Reach.of(plan.monitor().feedback());
    Label before = reach.surviving(entry.labels(), other.eventTime);
    Label after = reach.surviving(entry.labels(), o.eventTime);
    if (before != null) {
      sink.label(other, before, -1);
    }
    sink.prediction(other, -1);
    sink.prediction(o, 1);
    if (after != null) {
      sink.label(o, after, 1);
    }
    keep(key, reach, o, entry.labels(), bytes);
    return JoinOutcome.REPLACED;
  }

  /** Takes one feedback; {@code plan} is the monitor of its model at the feedback's time. */
  public JoinOutcome feedback(String predictionId, Plan plan, Label label) {
    PendingKey key = new PendingKey(plan.monitor().model(), predictionId);
    Reach reach = Reach.of(plan.monitor().feedback());
    PendingEntry entry = known(key);
    List<Label> candidates = new ArrayList<>(entry.labels());
    candidates.add(label);
    byte[] observation = entry.observation();
    if (observation == null) {
      List<Label> useful = reach.useful(candidates, Long.MAX_VALUE);
      if (useful.equals(entry.labels())) {
        return JoinOutcome.STALE;
      }
      long last = useful.stream().mapToLong(Label::feedbackTime).max().orElseThrow();
      pending.put(key, new PendingEntry(useful, null).encode(), last + reach.early());
      return JoinOutcome.EARLY;
    }
    ObservationCodec.read(new Bytes.Reader(observation), other);
    Label before = reach.surviving(entry.labels(), other.eventTime);
    List<Label> useful = reach.useful(candidates, other.eventTime);
    Label after = reach.surviving(useful, other.eventTime);
    if (!useful.equals(entry.labels())) {
      keep(key, reach, other, useful, observation);
    }
    if (Objects.equals(before, after)) {
      boolean inTime = reach.inTime(label, other.eventTime);
      return inTime ? JoinOutcome.STALE : JoinOutcome.OUT_OF_TIME;
    }
    if (before != null) {
      sink.label(other, before, -1);
    }
    if (after != null) {
      sink.label(other, after, 1);
    }
    return before == null ? JoinOutcome.JOINED : JoinOutcome.CORRECTED;
  }

  private PendingEntry known(PendingKey key) {
    byte[] known = pending.get(key);
    return known == null ? NOTHING : PendingEntry.decode(known);
  }

  private void keep(
      PendingKey key, Reach reach, Observation o, List<Label> labels, byte[] observation) {
    List<Label> useful = reach.useful(labels, o.eventTime);
    byte[] entry = new PendingEntry(useful, observation).encode();
    pending.put(key, entry, o.eventTime + reach.waitFor());
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
