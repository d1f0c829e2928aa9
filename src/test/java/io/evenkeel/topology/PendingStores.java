package io.evenkeel.topology;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** What a task gives its stores, without a task. */
public final class PendingStores implements StateStoreContext {
  private final Path directory;
  private @Nullable BatchingStateRestoreCallback restore;

  PendingStores(Path directory) {
    this.directory = directory;
  }

  /** An open store on disk. */
  static PendingDisk disk(PendingStores context) {
    PendingDisk disk = new PendingDisk("pending");
    disk.init(context, disk);
    return disk;
  }

  /** An open store in memory. */
  static RecordedStore memory(Path directory) {
    var store = Stores.inMemoryKeyValueStore("memory").get();
    store.init(new PendingStores(directory), store);
    return new RecordedStore(store);
  }

  /** Plays a changelog into the store that was opened here last. */
  void restore(List<KeyValue<byte[], byte[]>> changelog) {
    if (restore == null) {
      throw new IllegalStateException("no store was opened");
    }
    restore.restoreAll(changelog);
  }

  @Override
  public void register(StateStore store, StateRestoreCallback callback) {
    restore = callback instanceof BatchingStateRestoreCallback batching ? batching : null;
  }

  @Override
  public void register(StateStore store, StateRestoreCallback callback, CommitCallback commit) {
    register(store, callback);
  }

  @Override
  public File stateDir() {
    return directory.toFile();
  }

  @Override
  public Map<String, Object> appConfigs() {
    return Map.of();
  }

  @Override
  public Map<String, Object> appConfigsWithPrefix(String prefix) {
    return Map.of();
  }

  @Override
  public String applicationId() {
    return "test";
  }

  @Override
  public TaskId taskId() {
    return new TaskId(0, 0);
  }

  @Override
  public Optional<RecordMetadata> recordMetadata() {
    return Optional.empty();
  }

  @Override
  public Serde<?> keySerde() {
    return Serdes.ByteArray();
  }

  @Override
  public Serde<?> valueSerde() {
    return Serdes.ByteArray();
  }

  @Override
  public StreamsMetrics metrics() {
    throw new UnsupportedOperationException();
  }
}
