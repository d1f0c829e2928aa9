package io.evenkeel.topology;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Keeps the documents of a compacted topic in a global store, on every instance. */
final class GlobalDocuments implements Processor<byte[], byte[], Void, Void> {
  private final String storeName;
  private KeyValueStore<byte[], byte[]> store;

  @SuppressWarnings("NullAway.Init")
  GlobalDocuments(String storeName) {
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(storeName);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      store.delete(record.key());
    } else {
      store.put(record.key(), record.value());
    }
  }

  @SuppressWarnings("unchecked")
  static ReadOnlyKeyValueStore<byte[], byte[]> view(Object store) {
    return (ReadOnlyKeyValueStore<byte[], byte[]>) store;
  }
}
