package io.evenkeel.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store that notes every write, in the order in which a changelog topic would hold them. */
final class RecordedStore implements KeyValueStore<byte[], byte[]> {
  private final KeyValueStore<Bytes, byte[]> store;
  private final List<KeyValue<byte[], byte[]>> changelog = new ArrayList<>();

  RecordedStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  List<KeyValue<byte[], byte[]>> changelog() {
    return changelog;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return store.get(Bytes.wrap(key));
  }

  @Override
  public void put(byte[] key, byte @Nullable [] value) {
    changelog.add(KeyValue.pair(key, value));
    store.put(Bytes.wrap(key), value);
  }

  @Override
  public KeyValueIterator<byte[], byte[]> all() {
    KeyValueIterator<Bytes, byte[]> rows = store.all();
    return new KeyValueIterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public KeyValue<byte[], byte[]> next() {
        KeyValue<Bytes, byte[]> row = rows.next();
        return KeyValue.pair(row.key.get(), row.value);
      }

      @Override
      public byte[] peekNextKey() {
        return rows.peekNextKey().get();
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  @Override
  public byte[] putIfAbsent(byte[] key, byte[] value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void putAll(List<KeyValue<byte[], byte[]>> entries) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] delete(byte[] key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public KeyValueIterator<byte[], byte[]> range(byte[] from, byte[] to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long approximateNumEntries() {
    return store.approximateNumEntries();
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    store.init(context, root);
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public boolean persistent() {
    return store.persistent();
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }
}
