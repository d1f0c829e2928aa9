package io.evenkeel.topology;

import io.evenkeel.observation.Bytes;
import io.evenkeel.watermark.Mark;
import io.evenkeel.watermark.Marker;
import io.evenkeel.watermark.WatermarkTable;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The watermark table of a hop, with every marker kept in a logged store. */
final class KeptWatermarks {
  private final WatermarkTable table = new WatermarkTable();
  private final KeyValueStore<byte[], byte[]> store;
  private boolean urgent;

  KeptWatermarks(KeyValueStore<byte[], byte[]> store, long wallTime) {
    this.store = store;
    try (KeyValueIterator<byte[], byte[]> all = store.all()) {
      all.forEachRemaining(
          entry -> table.take(Marker.read(new Bytes.Reader(entry.value)), wallTime));
    }
  }

  void take(Marker marker, long wallTime) {
    table.take(marker, wallTime);
    urgent = urgent || marker.mark().state() == Mark.State.ENDED;
    byte[] key =
        new Bytes(64)
            .writeByte(marker.source().kind().ordinal())
            .writeUnsigned(marker.source().partition())
            .writeString(marker.model())
            .toArray();
    Bytes value = new Bytes(64);
    marker.write(value);
    store.put(key, value.toArray());
  }

  WatermarkTable table() {
    return table;
  }

  /** Whether an end of input came since the last call of {@link #told}. */
  boolean urgent() {
    return urgent;
  }

  void told() {
    urgent = false;
  }
}
