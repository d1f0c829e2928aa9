package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * A rate kept as the two counts it is made of, so that rates merge by adding.
 *
 * @param successes how many trials succeeded, 0 to {@code trials}
 * @param trials how many were counted, at least 0
 */
public record Proportion(long successes, long trials) {

  /** No trial yet; the identity of {@link #plus}. */
  public static final Proportion EMPTY = new Proportion(0, 0);

  public Proportion {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
    }
  }

  /** The share of successes in [0, 1]; undefined without trials. */
  public OptionalDouble value() {
    return trials == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) successes / (double) trials);
  }

  /** Both sets of trials together. */
  public Proportion plus(Proportion other) {
    return new Proportion(
        Math.addExact(successes, other.successes), Math.addExact(trials, other.trials));
  }

  /** The trials that are not in {@code part}, which must be a part of these. */
  public Proportion minus(Proportion part) {
    return new Proportion(successes - part.successes, trials - part.trials);
  }

  /** The same trials with success and failure exchanged. */
  public Proportion complement() {
    return new Proportion(trials - successes, trials);
  }
}
