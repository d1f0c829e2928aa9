package io.evenkeel.observation;

import io.evenkeel.event.Text;

/**
 * Names an entity within a pane by 64 well mixed bits: FNV-1a over its UTF-8 bytes, then the
 * finisher of SplitMix64 (Steele, Lea, Flood 2014) with the pane's start.
 *
 * <p>The same entity has another name in the next pane. So a sketch of names errs anew in every
 * pane, and entities cannot be followed through time by what is kept of them. It is no secret,
 * though: whoever can guess an id can check the guess.
 */
public final class EntityHash {
  /** No entity. */
  public static final long NONE = 0;

  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private EntityHash() {}

  /** The name of an entity in a pane; never {@link #NONE} unless the id is empty. */
  public static long of(Text id, long paneStart) {
    if (id.length() == 0) {
      return NONE;
    }
    long hash = BASIS;
    byte[] bytes = id.bytes();
    for (int i = id.offset(); i < id.offset() + id.length(); i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * PRIME;
    }
    long mixed = mix(hash ^ mix(paneStart));
    return mixed == NONE ? 1 : mixed;
  }

  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
