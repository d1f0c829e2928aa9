package io.evenkeel.topology;

import io.evenkeel.join.PendingKey;
import io.evenkeel.join.PendingStore;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Pending predictions in a Kafka Streams store. */
final class StreamPending implements PendingStore {
  private final KeyValueStore<byte[], byte[]> store;

  // A join asks for a key and then keeps an entry under the same one.
  private @Nullable PendingKey lastKey;
  private byte[] lastBytes = new byte[0];

  StreamPending(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(PendingKey key) {
    return store.get(bytes(key));
  }

  @Override
  public void put(PendingKey key, byte[] entry, long expiry) {
    store.put(bytes(key), entry);
  }

  @SuppressWarnings("ReferenceEquality") // The very key, not an equal one: cheaper than comparing.
  private byte[] bytes(PendingKey key) {
    if (key != lastKey) {
      lastBytes = (key.model() + '\0' + key.predictionId()).getBytes(StandardCharsets.UTF_8);
      lastKey = key;
    }
    return lastBytes;
  }
}
