package io.evenkeel.topology;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/** Makes the store of pending predictions of each task. */
record PendingDiskSupplier(String name) implements KeyValueBytesStoreSupplier {
  @Override
  public KeyValueStore<Bytes, byte[]> get() {
    return new PendingDisk(name);
  }

  @Override
  public String metricsScope() {
    return "pending";
  }
}
