package io.evenkeel.evidence;

import java.time.Duration;

/**
 * How often a false alert is allowed: one per {@code falseAlertEvery}, counted in panes of length
 * {@code pane}.
 *
 * @param falseAlertEvery the mean time that should pass between false alerts, at least one pane
 * @param pane the pane of the stream
 */
public record Budget(Duration falseAlertEvery, Duration pane) {
  /** Refuses panes that are not positive or longer than the time between false alerts. */
  public Budget {
    if (pane.isNegative() || pane.isZero() || falseAlertEvery.compareTo(pane) < 0) {
      throw new IllegalArgumentException(
          "not a budget: " + falseAlertEvery + " in panes of " + pane);
    }
  }

  /** The log of the average run length: panes between false alerts. */
  public double logArl() {
    return Math.log((double) falseAlertEvery.toMillis() / pane.toMillis());
  }

  /**
   * Bonferroni, for streams that are judged apart from their family (separate tasks, unaligned
   * windows): the log evidence at which a stream with this share of the budget alerts. Shares are
   * fixed beforehand and sum to at most 1.
   */
  public double logThreshold(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of the budget must be in (0, 1]: " + share);
    }
    return logArl() - Math.log(share);
  }
}
