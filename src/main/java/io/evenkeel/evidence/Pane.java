package io.evenkeel.evidence;

/**
 * The closed pane a detector is updated with.
 *
 * @param start its start in epoch milliseconds; grows strictly from update to update
 * @param designEffect by how much its records over-count, at least 1; all counts are divided by it.
 *     For records of few entities it is the sum over entities of their squared numbers of records,
 *     over the number of records (Kish): exact when all entities sent equally many; with unequal
 *     numbers it is an average and no bound, as their largest number would be
 */
public record Pane(long start, double designEffect) {
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
