package io.evenkeel.topology;

import io.evenkeel.alert.StateBook;
import io.evenkeel.digest.Series;
import io.evenkeel.observation.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The decision state of one series in the task's store. */
record SeriesBook(KeyValueStore<byte[], byte[]> states, Series series) implements StateBook {
  private byte[] key(String name) {
    return new Bytes(64)
        .writeString(series.model())
        .writeString(series.version())
        .writeByte(series.stage().ordinal())
        .writeString(name)
        .toArray();
  }

  @Override
  public byte @Nullable [] get(String name) {
    return states.get(key(name));
  }

  @Override
  public void put(String name, byte[] bytes) {
    states.put(key(name), bytes);
  }

  @Override
  public void delete(String name) {
    states.delete(key(name));
  }
}
