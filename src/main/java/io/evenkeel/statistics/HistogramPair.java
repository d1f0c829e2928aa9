package io.evenkeel.statistics;

/** A reference and a current histogram over the same cells, checked once and read as shares. */
final class HistogramPair {

  private final long[] reference;
  private final long[] current;
  private final long referenceTotal;
  private final long currentTotal;

  private HistogramPair(long[] reference, long[] current) {
    this.reference = reference;
    this.current = current;
    this.referenceTotal = total(reference);
    this.currentTotal = total(current);
  }

  static HistogramPair of(long[] reference, long[] current) {
    if (reference.length != current.length) {
      throw new IllegalArgumentException(
          reference.length + " reference cells, " + current.length + " current cells");
    }
    return new HistogramPair(reference, current);
  }

  private static long total(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException("negative count " + count);
      }
      sum = Math.addExact(sum, count);
    }
    return sum;
  }

  int cells() {
    return reference.length;
  }

  boolean oneSideIsEmpty() {
    return referenceTotal == 0 || currentTotal == 0;
  }

  long referenceTotal() {
    return referenceTotal;
  }

  long currentTotal() {
    return currentTotal;
  }

  long referenceCount(int cell) {
    return reference[cell];
  }

  long currentCount(int cell) {
    return current[cell];
  }

  /** Share q of the reference in {@code cell}. */
  double referenceShare(int cell) {
    return (double) reference[cell] / referenceTotal;
  }

  /** Share p of the current records in {@code cell}. */
  double currentShare(int cell) {
    return (double) current[cell] / currentTotal;
  }

  /** Number of cells that hold a record of either side. */
  int occupiedCells() {
    int occupied = 0;
    for (int cell = 0; cell < reference.length; cell++) {
      occupied += reference[cell] > 0 || current[cell] > 0 ? 1 : 0;
    }
    return occupied;
  }
}
