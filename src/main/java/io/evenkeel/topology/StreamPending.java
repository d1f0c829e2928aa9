package io.evenkeel.topology;

import io.evenkeel.join.PendingKey;
import io.evenkeel.join.PendingStore;
import io.evenkeel.join.Waiting;
import io.evenkeel.topology.PendingSegments.Segment;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Pending predictions in two Kafka Streams stores: the entries, and the segments they are in.
 *
 * <p>Any key-value store does for the entries; {@link PendingDisk} also frees what is removed by
 * segment, at the price of one record. Confined to one thread.
 */
final class StreamPending implements PendingStore {
  private static final byte[] REMOVE = {1};

  private final KeyValueStore<byte[], byte[]> store;
  private final PendingSegments segments;

  // A join asks for a key and then keeps an entry under the same one.
  private @Nullable PendingKey lastKey;
  private byte[] probe = new byte[0];
  private @Nullable Segment lastSegment;
  private byte[] lastEntry = new byte[0];

  StreamPending(KeyValueStore<byte[], byte[]> store, KeyValueStore<byte[], byte[]> segments) {
    this.store = store;
    this.segments = new PendingSegments(segments);
  }

  @Override
  public byte @Nullable [] get(PendingKey key, long likely) {
    lastKey = key;
    probe = PendingKeys.of(key.predictionId());
    lastSegment = null;
    Segment[] of = segments.of(key.model());
    int home = 0;
    while (home < of.length - 1 && of[home].end() <= likely) {
      home++;
    }
    // Labels come after their prediction, so that the likely expiry is rather too late.
    for (int i = home; i >= 0 && i < of.length; i--) {
      if (found(of[i])) {
        return lastEntry;
      }
    }
    for (int i = home + 1; i < of.length; i++) {
      if (found(of[i])) {
        return lastEntry;
      }
    }
    return null;
  }

  private boolean found(Segment segment) {
    byte[] entry = store.get(PendingKeys.in(segment.number(), probe));
    if (entry == null) {
      return false;
    }
    lastSegment = segment;
    lastEntry = entry;
    return true;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // The very key, not an equal one: cheaper than comparing.
  public void put(PendingKey key, byte[] entry, long expiry, long span) {
    if (key != lastKey) {
      get(key, expiry);
    }
    Segment to = segments.at(key.model(), expiry, span);
    Segment from = lastSegment;
    if (from != null) {
      from.count(Waiting.of(lastEntry), -1);
      if (from.end() > to.end()) {
        to = from;
      } else if (from.number() != to.number()) {
        store.put(PendingKeys.in(from.number(), probe.clone()), null);
      }
    }
    to.count(Waiting.of(entry), 1);
    store.put(PendingKeys.in(to.number(), probe.clone()), entry);
    lastSegment = to;
    lastEntry = entry;
  }

  @Override
  public long floor(String model) {
    return segments.floor(model);
  }

  /** Every model that ever had something pending. */
  Set<String> models() {
    return segments.models();
  }

  /** Hears of what expired. */
  interface Heard {
    void expired(String model, Waiting waited, long count);
  }

  /** Removes the segments of a model that end at a time or before. */
  void expire(String model, long time, Heard heard) {
    for (Segment segment : segments.drop(model, time)) {
      store.put(PendingKeys.removal(segment.number()), REMOVE);
      for (Waiting waited : Waiting.values()) {
        if (segment.waiting(waited) > 0) {
          heard.expired(model, waited, segment.waiting(waited));
        }
      }
      lastKey = null;
    }
  }

  /** Removes everything of a model, once, when its input has ended. */
  void ended(String model, boolean ended, Heard heard) {
    if (segments.ended(model, ended)) {
      expire(model, Long.MAX_VALUE, heard);
    }
  }

  /** Hears how much waits. */
  interface Counted {
    void waiting(String model, long forLabel, long forPrediction);
  }

  /** Tells how much waits, model by model. */
  void waiting(Counted to) {
    for (String model : segments.models()) {
      long labels = 0;
      long predictions = 0;
      for (Segment segment : segments.of(model)) {
        labels += segment.waiting(Waiting.FOR_LABEL);
        predictions += segment.waiting(Waiting.FOR_PREDICTION);
      }
      to.waiting(model, labels, predictions);
    }
  }

  /** Writes what is counted in memory; to be called before each commit. */
  void flush() {
    segments.keep();
  }
}
