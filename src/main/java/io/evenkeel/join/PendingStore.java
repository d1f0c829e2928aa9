package io.evenkeel.join;

import org.jspecify.annotations.Nullable;

/**
 * Where predictions wait for their feedback; a key is forgotten some time after its event time plus
 * its wait.
 */
public interface PendingStore {
  byte @Nullable [] get(PendingKey key);

  /**
   * Keeps an entry.
   *
   * @param expiry event time, in milliseconds since 1970, after which nothing will ask for it
   */
  void put(PendingKey key, byte[] entry, long expiry);
}
