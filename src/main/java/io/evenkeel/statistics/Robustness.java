package io.evenkeel.statistics;

/**
 * What attacks and counterfactual swaps did to predictions, as counts.
 *
 * @param n records that were tried
 * @param cleanCorrect predicted right before
 * @param attackedCorrect predicted right after
 * @param broken right before and wrong after
 * @param changed prediction differs, whatever the truth is
 */
public record Robustness(
    long n, long cleanCorrect, long attackedCorrect, long broken, long changed) {

  /** No record yet; the identity of {@link #plus}. */
  public static final Robustness EMPTY = new Robustness(0, 0, 0, 0, 0);

  public Robustness {
    if (broken < 0
        || broken > cleanCorrect
        || cleanCorrect > n
        || attackedCorrect < 0
        || attackedCorrect > n
        || changed < 0
        || changed > n) {
      throw new IllegalArgumentException(
          "n="
              + n
              + " clean="
              + cleanCorrect
              + " attacked="
              + attackedCorrect
              + " broken="
              + broken
              + " changed="
              + changed);
    }
  }

  /** The counts of one record. */
  public static Robustness ofRecord(
      boolean cleanCorrect, boolean attackedCorrect, boolean predictionChanged) {
    return new Robustness(
        1,
        cleanCorrect ? 1 : 0,
        attackedCorrect ? 1 : 0,
        cleanCorrect && !attackedCorrect ? 1 : 0,
        predictionChanged ? 1 : 0);
  }

  /** Both sets of records together. */
  public Robustness plus(Robustness other) {
    return new Robustness(
        Math.addExact(n, other.n),
        Math.addExact(cleanCorrect, other.cleanCorrect),
        Math.addExact(attackedCorrect, other.attackedCorrect),
        Math.addExact(broken, other.broken),
        Math.addExact(changed, other.changed));
  }

  /** Right before the attack, of all. */
  public Proportion cleanAccuracy() {
    return new Proportion(cleanCorrect, n);
  }

  /** Right under attack, of all. */
  public Proportion robustAccuracy() {
    return new Proportion(attackedCorrect, n);
  }

  /** Broken, of those that were right before (some papers divide by all). */
  public Proportion attackSuccessRate() {
    return new Proportion(broken, cleanCorrect);
  }

  /** Predictions that changed, of all: the counterfactual flip rate. */
  public Proportion flipRate() {
    return new Proportion(changed, n);
  }
}
