package io.evenkeel.summary;

import io.evenkeel.observation.EntityHash;

/**
 * How many records share an entity, without keeping entities: the sketch of the second frequency
 * moment by Alon, Matias and Szegedy (1999), "tug of war".
 *
 * <p>Each of {@value #COUNTERS} counters adds or takes away 1 by a bit of the entity's hash. The
 * square of a counter then expects the sum over entities of their squared numbers of records, and
 * the mean of the squares has a relative standard deviation of at most sqrt(2 / {@value
 * #COUNTERS}), 18 %. Only integers are added: sums of parts are the sum of the whole, in any order,
 * and what was added can be taken away.
 */
final class EntitySums {
  private static final int COUNTERS = Long.SIZE;

  /** Records with an entity, then the counters. */
  static final int LENGTH = 1 + COUNTERS;

  private EntitySums() {}

  /** Adds a record {@code sign} times; a record without an entity leaves no trace. */
  static void add(long[] sums, int at, long entity, int sign) {
    if (entity == EntityHash.NONE) {
      return;
    }
    sums[at] += sign;
    long bits = entity;
    for (int i = at + 1; i < at + LENGTH; i++) {
      sums[i] += (bits & 1) == 0 ? sign : -sign;
      bits >>>= 1;
    }
  }

  /**
   * Kish's design effect of clusters whose records are all alike, the sum of squared cluster sizes
   * over the number of records; at least 1. A record without an entity is a cluster of its own.
   *
   * @param rows all records
   */
  static double designEffect(long[] sums, int at, long rows) {
    if (rows <= 0 || sums[at] <= 0) {
      return 1;
    }
    double squares = 0;
    for (int i = at + 1; i < at + LENGTH; i++) {
      squares += (double) sums[i] * sums[i];
    }
    return Math.max(1, (squares / COUNTERS + (rows - sums[at])) / rows);
  }
}
