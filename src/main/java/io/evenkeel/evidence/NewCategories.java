package io.evenkeel.evidence;

/**
 * The reference count to expect in the cell of never seen categories (Good-Turing): as many records
 * as there are categories seen exactly once, taken out of OTHER as far as OTHER goes.
 *
 * <p>A count of 0 instead makes every feature with many rare values drift without any change.
 *
 * @param expected count of the NEW cell
 * @param other what remains in OTHER
 */
public record NewCategories(long expected, long other) {
  /**
   * {@code seenOnce}: reference categories with one record; {@code other}: records of the reference
   * in OTHER.
   */
  public static NewCategories of(long seenOnce, long other) {
    if (seenOnce < 0 || other < 0) {
      throw new IllegalArgumentException("negative count: " + seenOnce + ", " + other);
    }
    return new NewCategories(seenOnce, Math.max(0, other - seenOnce));
  }

  /**
   * Whether so many values are new in every sample that the feature is nearly an identifier; users
   * should be told.
   */
  public boolean nearlyAnIdentifier(double referenceRecords, double tolerance) {
    return expected > tolerance * referenceRecords;
  }
}
