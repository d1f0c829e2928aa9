package io.evenkeel.topology;

import java.io.File;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.Range;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Pending predictions on disk, in one RocksDB with keys as {@link PendingKeys} draws them.
 *
 * <p>A removal key that is put removes its segment: files that hold nothing else are unlinked, the
 * rest is one range deletion. Because removals are put like entries, they reach the changelog, the
 * standby replicas and every restore. Like the stores of Kafka Streams it has no log of its own:
 * what was not closed cleanly is restored from the changelog.
 */
final class PendingDisk implements KeyValueStore<Bytes, byte[]> {
  /**
   * What its changelog topic is created with.
   *
   * <p>Entries are never deleted one by one, so old ones go by the time of their arrival; until
   * somebody who knows the monitors sets a retention, nothing goes.
   */
  static final Map<String, String> CHANGELOG =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          "-1",
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime",
          TopicConfig.SEGMENT_BYTES_CONFIG,
          Integer.toString(128 << 20));

  /** Segments from this size on are worth rewriting their neighbours' files. */
  private static final long COMPACT_FROM = 1L << 20;

  private final String name;
  private @Nullable Open opened;

  PendingDisk(String name) {
    this.name = name;
  }

  private record Open(RocksDB db, PendingTable table) {}

  /** Something that RocksDB is asked for. */
  private interface Question<T> {
    T to(RocksDB db) throws RocksDBException;
  }

  /** Something that RocksDB is told to do. */
  private interface Command {
    void to(RocksDB db, WriteOptions write) throws RocksDBException;
  }

  private Open open() {
    Open open = opened;
    if (open == null) {
      throw new ProcessorStateException("the store " + name + " is not open");
    }
    return open;
  }

  private <T extends @Nullable Object> T ask(Question<T> question) {
    try {
      return question.to(open().db());
    } catch (RocksDBException e) {
      throw new ProcessorStateException("RocksDB could not read in the store " + name, e);
    }
  }

  private void tell(Command command) {
    Open open = open();
    try {
      command.to(open.db(), open.table().write());
    } catch (RocksDBException e) {
      throw new ProcessorStateException("RocksDB could not write in the store " + name, e);
    }
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    File directory = new File(new File(context.stateDir(), "rocksdb"), name);
    open(directory, context.appConfigs());
    context.register(root, (BatchingStateRestoreCallback) this::restore);
  }

  private void open(File directory, Map<String, Object> config) {
    if (!directory.isDirectory() && !directory.mkdirs()) {
      throw new ProcessorStateException("the directory " + directory + " can not be made");
    }
    PendingTable table = PendingTable.within(RocksMemory.shared(config));
    try {
      opened = new Open(RocksDB.open(table.options(), directory.getPath()), table);
    } catch (RocksDBException e) {
      table.close();
      throw new ProcessorStateException("the store " + name + " can not be opened", e);
    }
  }

  private void restore(Collection<KeyValue<byte[], byte[]>> records) {
    try (WriteBatch batch = new WriteBatch()) {
      for (KeyValue<byte[], byte[]> record : records) {
        int removed = PendingKeys.removed(record.key);
        if (removed != 0) {
          tell((db, write) -> db.write(write, batch));
          batch.clear();
          remove(removed, false);
        } else {
          tell((db, write) -> change(batch, record));
        }
      }
      tell((db, write) -> db.write(write, batch));
    }
  }

  private static void change(WriteBatch batch, KeyValue<byte[], byte[]> record)
      throws RocksDBException {
    if (record.value == null) {
      batch.delete(record.key);
    } else {
      batch.put(record.key, record.value);
    }
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return ask(db -> db.get(key.get()));
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    byte[] bytes = key.get();
    int removed = PendingKeys.removed(bytes);
    if (removed != 0) {
      remove(removed, true);
    } else if (value == null) {
      tell((db, write) -> db.delete(write, bytes));
    } else {
      tell((db, write) -> db.put(write, bytes, value));
    }
  }

  private void remove(int segment, boolean compact) {
    byte[] from = PendingKeys.start(segment);
    byte[] to = PendingKeys.start(segment + 1);
    tell(
        (db, write) -> {
          boolean large = compact && size(db, from, to) >= COMPACT_FROM;
          db.deleteFilesInRanges(db.getDefaultColumnFamily(), List.of(from, to), false);
          db.deleteRange(write, from, to);
          if (large) {
            db.compactRange(from, to);
          }
        });
  }

  private static long size(RocksDB db, byte[] from, byte[] to) {
    try (Slice first = new Slice(from);
        Slice last = new Slice(to)) {
      return db.getApproximateSizes(
              List.of(new Range(first, last)), SizeApproximationFlag.INCLUDE_FILES)[0];
    }
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    byte[] known = get(key);
    if (known == null) {
      put(key, value);
    }
    return known;
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    byte[] known = get(key);
    put(key, null);
    return known;
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    return ask(db -> new PendingScan(db.newIterator(), from, to));
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return range(null, null);
  }

  @Override
  public long approximateNumEntries() {
    return ask(db -> db.getLongProperty("rocksdb.estimate-num-keys"));
  }

  /** Bytes of the files that are in use. */
  long diskBytes() {
    return ask(db -> db.getLongProperty("rocksdb.total-sst-files-size"));
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    // Offsets are kept beside the store when it is closed, after everything was written out.
  }

  @Override
  public Position getPosition() {
    return Position.emptyPosition();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return opened != null;
  }

  @Override
  public void close() {
    Open open = opened;
    if (open == null) {
      return;
    }
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      tell((db, write) -> db.flush(flush));
    } finally {
      opened = null;
      open.db().close();
      open.table().close();
    }
  }
}
