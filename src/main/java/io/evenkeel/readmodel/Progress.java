package io.evenkeel.readmodel;

/**
 * How far the read model is.
 *
 * @param caughtUp whether everything has been read that was there at the start
 * @param lag records in the topics that are not yet read
 * @param reachable whether the cluster answered when it was last asked
 * @param unreadable records that were passed over because they could not be read
 */
public record Progress(boolean caughtUp, long lag, boolean reachable, long unreadable) {
  /** Before anything was read. */
  public static final Progress START = new Progress(false, 0, true, 0);
}
