package io.evenkeel.topology;

import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/** A scan over a store's keys, both ends included. */
final class PendingScan implements KeyValueIterator<Bytes, byte[]> {
  private final RocksIterator rows;
  private final @Nullable Bytes last;

  PendingScan(RocksIterator rows, @Nullable Bytes first, @Nullable Bytes last) {
    this.rows = rows;
    this.last = last;
    if (first == null) {
      rows.seekToFirst();
    } else {
      rows.seek(first.get());
    }
  }

  @Override
  public boolean hasNext() {
    return rows.isValid() && (last == null || Bytes.wrap(rows.key()).compareTo(last) <= 0);
  }

  @Override
  public Bytes peekNextKey() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return Bytes.wrap(rows.key());
  }

  @Override
  public KeyValue<Bytes, byte[]> next() {
    KeyValue<Bytes, byte[]> row = KeyValue.pair(peekNextKey(), rows.value());
    rows.next();
    return row;
  }

  @Override
  public void close() {
    rows.close();
  }
}
