package io.evenkeel.join;

import io.evenkeel.digest.Plan;
import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Label;
import io.evenkeel.observation.Observation;
import io.evenkeel.observation.ObservationCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The join of predictions and feedback.
 *
 * <p>The outcome depends on the set of records, not on their order: copies of a prediction that
 * differ are settled by the smallest (event time, SHA-256), feedback by the greatest (revision,
 * time, label), and whether feedback is in time by its own time and the prediction's. Confined to
 * one thread.
 */
public final class FeedbackJoin {
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
    byte[] known = pending.get(key);
    if (known == null) {
      keep(key, plan, o, new PendingEntry(null, bytes));
      sink.prediction(o, 1);
      return JoinOutcome.COUNTED;
    }
    PendingEntry entry = PendingEntry.decode(known);
    byte[] rival = entry.observation();
    if (rival == null) {
      Label early = entry.label();
      sink.prediction(o, 1);
      if (early != null && inTime(plan, o, early)) {
        keep(key, plan, o, new PendingEntry(early, bytes));
        sink.label(o, early, 1);
        return JoinOutcome.COUNTED_WITH_LABEL;
      }
      keep(key, plan, o, new PendingEntry(null, bytes));
      return JoinOutcome.COUNTED;
    }
    return settle(key, plan, o, bytes, entry, rival);
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
    Label label = entry.label();
    if (label != null) {
      sink.label(other, label, -1);
    }
    sink.prediction(other, -1);
    sink.prediction(o, 1);
    boolean kept = label != null && inTime(plan, o, label);
    keep(key, plan, o, new PendingEntry(kept ? label : null, bytes));
    if (label != null && kept) {
      sink.label(o, label, 1);
    }
    return JoinOutcome.REPLACED;
  }

  /** Takes one feedback; {@code plan} is the monitor of its model at the feedback's time. */
  public JoinOutcome feedback(String predictionId, Plan plan, Label label) {
    PendingKey key = new PendingKey(plan.monitor().model(), predictionId);
    byte[] known = pending.get(key);
    PendingEntry entry = known == null ? null : PendingEntry.decode(known);
    if (entry != null && entry.label() != null && label.compareTo(entry.label()) <= 0) {
      return JoinOutcome.STALE;
    }
    byte[] observation = entry == null ? null : entry.observation();
    if (observation == null) {
      long expiry = label.feedbackTime() + plan.monitor().feedback().early().toMillis();
      pending.put(key, new PendingEntry(label, null).encode(), expiry);
      return JoinOutcome.EARLY;
    }
    ObservationCodec.read(new Bytes.Reader(observation), other);
    if (!inTime(plan, other, label)) {
      return JoinOutcome.OUT_OF_TIME;
    }
    Label old = entry == null ? null : entry.label();
    if (old != null) {
      sink.label(other, old, -1);
    }
    sink.label(other, label, 1);
    keep(key, plan, other, new PendingEntry(label, observation));
    return old == null ? JoinOutcome.JOINED : JoinOutcome.CORRECTED;
  }

  private static boolean inTime(Plan plan, Observation o, Label label) {
    long lag = label.feedbackTime() - o.eventTime;
    return lag <= plan.monitor().feedback().waitFor().toMillis()
        && -lag <= plan.monitor().feedback().early().toMillis();
  }

  private void keep(PendingKey key, Plan plan, Observation o, PendingEntry entry) {
    pending.put(key, entry.encode(), o.eventTime + plan.monitor().feedback().waitFor().toMillis());
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
