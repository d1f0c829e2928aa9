package io.evenkeel.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A logged store whose changes can be taken back to the last commit, as a restore from the
 * changelog does. Keys are in unsigned byte order; iterators see the store as it was.
 */
final class TransactionalStore implements KeyValueStore<byte[], byte[]> {
  private final String name;
  private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
  private final List<Change> changes = new ArrayList<>();
  private boolean open;

  TransactionalStore(String name) {
    this.name = name;
  }

  private static final class Change {
    private final byte[] key;
    private final byte @Nullable [] before;

    Change(byte[] key, byte @Nullable [] before) {
      this.key = key;
      this.before = before;
    }
  }

  void commitChanges() {
    changes.clear();
  }

  void rollBack() {
    for (int i = changes.size() - 1; i >= 0; i--) {
      Change change = changes.get(i);
      if (change.before == null) {
        entries.remove(change.key);
      } else {
        entries.put(change.key, change.before);
      }
    }
    changes.clear();
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    byte[] value = entries.get(key);
    return value == null ? null : value.clone();
  }

  @Override
  public void put(byte[] key, byte @Nullable [] value) {
    byte[] kept = key.clone();
    byte[] before = value == null ? entries.remove(kept) : entries.put(kept, value.clone());
    changes.add(new Change(kept, before));
  }

  @Override
  public byte @Nullable [] putIfAbsent(byte[] key, byte[] value) {
    byte[] before = get(key);
    if (before == null) {
      put(key, value);
    }
    return before;
  }

  @Override
  public void putAll(List<KeyValue<byte[], byte[]>> all) {
    all.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte @Nullable [] delete(byte[] key) {
    byte[] before = get(key);
    put(key, null);
    return before;
  }

  @Override
  public KeyValueIterator<byte[], byte[]> range(byte[] from, byte[] to) {
    return iterator(entries.subMap(from, true, to, true));
  }

  @Override
  public KeyValueIterator<byte[], byte[]> all() {
    return iterator(entries);
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<byte[], byte[]> prefixScan(
      P prefix, S serializer) {
    byte[] from = serializer.serialize("", prefix);
    List<KeyValue<byte[], byte[]>> found = new ArrayList<>();
    for (Map.Entry<byte[], byte[]> entry : entries.tailMap(from, true).entrySet()) {
      byte[] key = entry.getKey();
      if (key.length < from.length || !Arrays.equals(key, 0, from.length, from, 0, from.length)) {
        break;
      }
      found.add(KeyValue.pair(key.clone(), entry.getValue().clone()));
    }
    return new Snapshot(found.iterator());
  }

  private static KeyValueIterator<byte[], byte[]> iterator(Map<byte[], byte[]> some) {
    List<KeyValue<byte[], byte[]>> copy = new ArrayList<>();
    some.forEach((key, value) -> copy.add(KeyValue.pair(key.clone(), value.clone())));
    return new Snapshot(copy.iterator());
  }

  private static final class Snapshot implements KeyValueIterator<byte[], byte[]> {
    private final Iterator<KeyValue<byte[], byte[]>> entries;

    Snapshot(Iterator<KeyValue<byte[], byte[]>> entries) {
      this.entries = entries;
    }

    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public KeyValue<byte[], byte[]> next() {
      return entries.next();
    }

    @Override
    public byte[] peekNextKey() {
      throw new UnsupportedOperationException("nothing here peeks");
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @Override
  public long approximateNumEntries() {
    return entries.size();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
