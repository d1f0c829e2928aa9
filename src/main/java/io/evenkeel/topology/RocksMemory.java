package io.evenkeel.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one budget of write buffers for every RocksDB of the process, so that native
 * memory does not grow with the number of stores and partitions.
 *
 * <p>Blocks, indexes, filters and write buffers all count towards {@link #LIMIT}; write buffers get
 * at most half of it. Whoever comes first in a process sets the limit; it lives as long as the
 * process.
 */
public final class RocksMemory implements RocksDBConfigSetter {
  /** Stream property: bytes of native memory for all stores together. */
  public static final String LIMIT = "evenkeel.rocksdb.memory.bytes";

  /** 256 MB. */
  public static final long DEFAULT_LIMIT = 256L * 1024 * 1024;

  private static final double FOR_INDEXES = 0.2;

  private static @Nullable Shared shared;

  /** What all stores share; nobody closes it. */
  record Shared(Cache cache, WriteBufferManager writeBuffers, long limit) {}

  static synchronized Shared shared(Map<String, ?> config) {
    Shared known = shared;
    if (known == null) {
      RocksDB.loadLibrary();
      Object value = config.get(LIMIT);
      long limit = value == null ? DEFAULT_LIMIT : Long.parseLong(value.toString());
      // Sharded by the default number; not strict, for a full cache must not fail reads.
      Cache cache = new LRUCache(limit, -1, false, FOR_INDEXES);
      known = new Shared(cache, new WriteBufferManager(limit / 2, cache), limit);
      shared = known;
    }
    return known;
  }

  /** Makes a table's blocks count towards the shared memory. */
  static BlockBasedTableConfig within(Shared shared, BlockBasedTableConfig table) {
    return table
        .setBlockCache(shared.cache())
        .setCacheIndexAndFilterBlocks(true)
        .setCacheIndexAndFilterBlocksWithHighPriority(true)
        .setPinTopLevelIndexAndFilter(true);
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Shared memory = shared(configs);
    options.setWriteBufferManager(memory.writeBuffers());
    options.setTableFormatConfig(
        within(memory, (BlockBasedTableConfig) options.tableFormatConfig()));
  }

  @Override
  public void close(String storeName, Options options) {
    // Nothing here belongs to one store.
  }
}
