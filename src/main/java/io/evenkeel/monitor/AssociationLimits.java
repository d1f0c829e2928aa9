package io.evenkeel.monitor;

/**
 * When a feature counts as a proxy of a sensitive attribute.
 *
 * @param cramersV smallest corrected Cramer's V of a proxy, above 0 and at most 1
 * @param uncertainty smallest uncertainty coefficient of a proxy, above 0 and at most 1; either of
 *     the two is enough
 * @param minRecords records with both values that it takes to say anything, at least 1; ten for
 *     every cell of the table are needed anyhow
 */
public record AssociationLimits(double cramersV, double uncertainty, long minRecords) {
  /** V of 0.3 or U of 0.1, from 4,000 records on. */
  public static final AssociationLimits DEFAULT = new AssociationLimits(0.3, 0.1, 4000);

  public AssociationLimits {
    if (!(cramersV > 0 && cramersV <= 1) || !(uncertainty > 0 && uncertainty <= 1)) {
      throw new IllegalArgumentException("limits of a proxy: " + cramersV + " and " + uncertainty);
    }
    if (minRecords < 1) {
      throw new IllegalArgumentException("a proxy needs records, got " + minRecords);
    }
  }
}
