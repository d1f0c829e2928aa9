package io.evenkeel.topology;

import io.evenkeel.ledger.OrderedStore;
import java.util.Arrays;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** An ordered store in a Kafka Streams store. */
final class StreamStore implements OrderedStore {
  private final KeyValueStore<byte[], byte[]> store;

  StreamStore(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return store.get(key);
  }

  @Override
  public void put(byte[] key, byte[] value) {
    store.put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    store.delete(key);
  }

  @Override
  public void range(byte[] from, byte[] to, Visitor visitor) {
    try (KeyValueIterator<byte[], byte[]> all = store.range(from, to)) {
      while (all.hasNext()) {
        var entry = all.next();
        if (!Arrays.equals(entry.key, to)) {
          visitor.visit(entry.key, entry.value);
        }
      }
    }
  }

  @Override
  public void scan(byte[] prefix, Visitor visitor) {
    try (KeyValueIterator<byte[], byte[]> all =
        store.prefixScan(prefix, new ByteArraySerializer())) {
      all.forEachRemaining(entry -> visitor.visit(entry.key, entry.value));
    }
  }
}
