package io.evenkeel.ledger;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bytes by key, in unsigned byte order. */
public interface OrderedStore {
  byte @Nullable [] get(byte[] key);

  void put(byte[] key, byte[] value);

  void delete(byte[] key);

  /** Visits every key that begins with {@code prefix}, in order; the visitor may not write. */
  void scan(byte[] prefix, Visitor visitor);

  /**
   * Visits every key from {@code from} to before {@code to}, in order; the visitor may not write.
   */
  void range(byte[] from, byte[] to, Visitor visitor);

  /** Sees one entry. */
  interface Visitor {
    void visit(byte[] key, byte[] value);
  }

  /** A store in memory. */
  static OrderedStore inMemory() {
    TreeMap<byte[], byte[]> map = new TreeMap<>(Arrays::compareUnsigned);
    return new OrderedStore() {
      @Override
      public byte @Nullable [] get(byte[] key) {
        return map.get(key);
      }

      @Override
      public void put(byte[] key, byte[] value) {
        map.put(key, value);
      }

      @Override
      public void delete(byte[] key) {
        map.remove(key);
      }

      @Override
      public void range(byte[] from, byte[] to, Visitor visitor) {
        map.subMap(from, to).forEach(visitor::visit);
      }

      @Override
      public void scan(byte[] prefix, Visitor visitor) {
        for (var entry : map.tailMap(prefix, true).entrySet()) {
          byte[] key = entry.getKey();
          if (key.length < prefix.length
              || !Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
            return;
          }
          visitor.visit(key, entry.getValue());
        }
      }
    };
  }
}
