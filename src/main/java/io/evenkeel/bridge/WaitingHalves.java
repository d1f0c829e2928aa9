package io.evenkeel.bridge;

import io.evenkeel.ingest.Half;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Halves that wait, by what they have in common with the other and by the time they came.
 *
 * <pre>
 * 0 | byte kind | key                  ->  8 bytes time | half
 * 1 | 8 bytes time | byte kind | key   ->  nothing
 * </pre>
 */
final class WaitingHalves {
  private static final byte BY_KEY = 0;
  private static final byte BY_TIME = 1;
  private static final byte[] NOTHING = new byte[0];
  private static final int TIME = 8;

  private final KeyValueStore<byte[], byte[]> store;

  WaitingHalves(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /** Keeps a half; the first of several with one key stays. */
  void put(Half half, long time) {
    byte[] key = byKey(half.kind(), half.key());
    if (store.get(key) == null) {
      byte[] bytes = half.toBytes();
      store.put(key, ByteBuffer.allocate(TIME + bytes.length).putLong(time).put(bytes).array());
      store.put(byTime(time, half.kind(), half.key()), NOTHING);
    }
  }

  /** Takes out the half of a kind, if it waits. */
  @Nullable Half take(Half.Kind kind, String key) {
    byte[] value = store.delete(byKey(kind, key));
    if (value == null) {
      return null;
    }
    store.delete(byTime(ByteBuffer.wrap(value).getLong(), kind, key));
    return half(value);
  }

  /** Takes out at most so many halves that came before a time, the oldest first. */
  List<Half> expire(long before, int most) {
    List<byte[]> keys = new ArrayList<>();
    byte[] from = {BY_TIME};
    byte[] to = ByteBuffer.allocate(1 + TIME).put(BY_TIME).putLong(Math.max(0, before)).array();
    try (KeyValueIterator<byte[], byte[]> old = store.range(from, to)) {
      while (old.hasNext() && keys.size() < most) {
        KeyValue<byte[], byte[]> entry = old.next();
        keys.add(entry.key);
      }
    }
    List<Half> expired = new ArrayList<>();
    for (byte[] key : keys) {
      store.delete(key);
      ByteBuffer place = ByteBuffer.wrap(key, 1 + TIME, key.length - 1 - TIME);
      byte[] byKey = ByteBuffer.allocate(1 + place.remaining()).put(BY_KEY).put(place).array();
      byte[] value = store.delete(byKey);
      if (value != null) {
        expired.add(half(value));
      }
    }
    return expired;
  }

  private static Half half(byte[] value) {
    byte[] bytes = new byte[value.length - TIME];
    System.arraycopy(value, TIME, bytes, 0, bytes.length);
    return Half.of(bytes);
  }

  private static byte[] byKey(Half.Kind kind, String key) {
    byte[] text = key.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + text.length)
        .put(BY_KEY)
        .put((byte) kind.ordinal())
        .put(text)
        .array();
  }

  private static byte[] byTime(long time, Half.Kind kind, String key) {
    byte[] text = key.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + TIME + text.length)
        .put(BY_TIME)
        .putLong(Math.max(0, time))
        .put((byte) kind.ordinal())
        .put(text)
        .array();
  }
}
