package io.evenkeel.statistics;

/**
 * Counts of values that a feature should not have.
 *
 * @param n all records
 * @param missing records without a value
 * @param unseen records with a category that the reference never had
 * @param below records below the smallest reference value
 * @param above records above the largest reference value
 */
public record DataQuality(long n, long missing, long unseen, long below, long above) {

  /** No record yet; the identity of {@link #plus}. */
  public static final DataQuality EMPTY = new DataQuality(0, 0, 0, 0, 0);

  public DataQuality {
    if (missing < 0 || unseen < 0 || below < 0 || above < 0 || missing + unseen > n) {
      throw new IllegalArgumentException(
          "n="
              + n
              + " missing="
              + missing
              + " unseen="
              + unseen
              + " below="
              + below
              + " above="
              + above);
    }
  }

  /** Both sets of records together. */
  public DataQuality plus(DataQuality other) {
    return new DataQuality(
        Math.addExact(n, other.n),
        Math.addExact(missing, other.missing),
        Math.addExact(unseen, other.unseen),
        Math.addExact(below, other.below),
        Math.addExact(above, other.above));
  }

  /** Missing, of all records. */
  public Proportion missingRate() {
    return new Proportion(missing, n);
  }

  /** Never seen in the reference, of the records that have a value. */
  public Proportion newCategoryRate() {
    return new Proportion(unseen, n - missing);
  }

  /** Outside the range of the reference, of the records that have a value. */
  public Proportion outOfRangeRate() {
    return new Proportion(below + above, n - missing);
  }
}
