package io.evenkeel.topology;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.WriteOptions;

/**
 * How RocksDB lays pending predictions out.
 *
 * <p>Most questions are about keys that are not there (has this prediction come before, and in
 * which segment?), so every file has a filter on whole keys. Files are small, so that most of those
 * of a segment hold nothing else. Entries of one segment resemble each other, so blocks compress
 * well; the bottom level, which holds nearly all, with the stronger method.
 */
record PendingTable(Options options, BloomFilter filter, WriteOptions write)
    implements AutoCloseable {
  private static final double BITS_PER_KEY = 10;
  private static final long BLOCK = 8 * 1024;
  private static final long FILE = 16L << 20;
  private static final long WRITE_BUFFER = 16L << 20;
  private static final double MEMTABLE_FILTER = 0.05;

  static PendingTable within(RocksMemory.Shared memory) {
    BloomFilter filter = new BloomFilter(BITS_PER_KEY);
    BlockBasedTableConfig table =
        RocksMemory.within(
            memory,
            new BlockBasedTableConfig()
                .setFilterPolicy(filter)
                .setWholeKeyFiltering(true)
                .setOptimizeFiltersForMemory(true)
                .setBlockSize(BLOCK)
                .setFormatVersion(5));
    Options options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferManager(memory.writeBuffers())
            .setWriteBufferSize(WRITE_BUFFER)
            .setMaxWriteBufferNumber(3)
            .setMemtableWholeKeyFiltering(true)
            .setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER)
            .setTargetFileSizeBase(FILE)
            .setLevelCompactionDynamicLevelBytes(true)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
            .setMaxBackgroundJobs(2)
            .setStatsDumpPeriodSec(0)
            .setKeepLogFileNum(2)
            .setTableFormatConfig(table);
    // A crash is healed from the changelog, as in the stores of Kafka Streams.
    return new PendingTable(options, filter, new WriteOptions().setDisableWAL(true));
  }

  @Override
  public void close() {
    options.close();
    filter.close();
    write.close();
  }
}
