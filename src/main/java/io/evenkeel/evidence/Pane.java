package io.evenkeel.evidence;

/**
 * The closed pane a detector is updated with.
 *
 * @param start its start in epoch milliseconds; grows strictly from update to update
 * @param designEffect by how much its records over-count, at least 1: with entities, the largest
 *     number of records per entity that was kept in the pane; all counts are divided by it
 */
public record Pane(long start, double designEffect) {
  /** At most this many records of an entity may be kept in a pane. */
  public static final int RECORDS_PER_ENTITY = 5;

  /** Refuses a design effect below 1, or not finite. */
  public Pane {
    if (!(designEffect >= 1 && designEffect < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the design effect must be at least 1: " + designEffect);
    }
  }

  /** A pane whose records are independent. */
  public static Pane at(long start) {
    return new Pane(start, 1.0);
  }
}
