package io.evenkeel.alert;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the bytes of decision state by name, for one series; a Kafka store or a map. */
public interface StateBook {
  byte @Nullable [] get(String name);

  void put(String name, byte[] bytes);

  void delete(String name);

  /** A book in memory. */
  static StateBook of(Map<String, byte[]> map) {
    return new StateBook() {
      @Override
      public byte @Nullable [] get(String name) {
        return map.get(name);
      }

      @Override
      public void put(String name, byte[] bytes) {
        map.put(name, bytes);
      }

      @Override
      public void delete(String name) {
        map.remove(name);
      }
    };
  }
}
