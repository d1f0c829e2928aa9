package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class RocksMemoryTest {
  @Test
  void everyStoreGetsTheSameCacheAndTheSameWriteBuffers() {
    RocksMemory.Shared shared = RocksMemory.shared(Map.of());
    for (String store : new String[] {"slice-windows", "alert-states"}) {
      try (Options options = new Options().setTableFormatConfig(new BlockBasedTableConfig())) {
        new RocksMemory().setConfig(store, options, Map.of());
        assertThat(options.writeBufferManager()).isSameAs(shared.writeBuffers());
        assertThat(
                ((BlockBasedTableConfig) options.tableFormatConfig()).cacheIndexAndFilterBlocks())
            .isTrue();
      }
    }
    try (PendingTable table = PendingTable.within(shared)) {
      assertThat(table.options().writeBufferManager()).isSameAs(shared.writeBuffers());
    }
    assertThat(RocksMemory.shared(Map.of(RocksMemory.LIMIT, "1"))).isSameAs(shared);
  }

  @Test
  void theStreamUsesItForItsOwnStores() {
    assertThat(
            MonitorStreams.config("test", Map.of("bootstrap.servers", "127.0.0.1:1"))
                .get(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG))
        .isEqualTo(RocksMemory.class);
  }
}
