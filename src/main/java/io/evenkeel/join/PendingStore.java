package io.evenkeel.join;

import org.jspecify.annotations.Nullable;

/**
 * Where predictions wait for their feedback, and early feedback for its prediction.
 *
 * <p>Every entry has an expiry, an event time in milliseconds since 1970 after which nothing will
 * ask for it. A store may forget entries whose expiry lies before its floor, and only those.
 */
public interface PendingStore {
  /**
   * The entry under a key, or null.
   *
   * @param likely the expiry that the entry has if there is one, as far as the caller can tell; an
   *     entry with any other is found, too
   */
  byte @Nullable [] get(PendingKey key, long likely);

  /**
   * Keeps an entry.
   *
   * @param expiry event time after which nothing will ask for it
   * @param span how long entries wait, in milliseconds; the store may keep them for longer by a
   *     fraction of this
   */
  void put(PendingKey key, byte[] entry, long expiry, long span);

  /** What expires before this event time is forgotten; it never goes back. */
  default long floor(String model) {
    return Long.MIN_VALUE;
  }
}
