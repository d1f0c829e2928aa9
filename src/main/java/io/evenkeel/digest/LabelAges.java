package io.evenkeel.digest;

import java.time.Duration;

/**
 * The ages at which the labels of a pane are looked at: band 0 holds those that are mature, and
 * each further band is twice as old as the one before, until labels are no longer waited for.
 *
 * <p>Which labels belong to a band depends on their own time only. When decisions have come {@link
 * #steps} of a band after a pane, every label of the band has come, so what is then read of the
 * pane is a function of the input and not of the order of arrival.
 *
 * @param pane length of a pane, milliseconds, positive
 * @param maturity age of the oldest mature label, milliseconds
 * @param waitFor age of the oldest label that is taken, milliseconds
 */
public record LabelAges(long pane, long maturity, long waitFor) {
  private static final int MOST = 30;

  static LabelAges of(Duration pane, Duration maturity, Duration waitFor) {
    return new LabelAges(pane.toMillis(), maturity.toMillis(), waitFor.toMillis());
  }

  /** The last band; 0 when every label that is taken is mature. */
  public int last() {
    int band = 0;
    while (band < MOST && oldest(band) < waitFor) {
      band++;
    }
    return band;
  }

  /** Age of the oldest label of a band, milliseconds. */
  public long oldest(int band) {
    return band == 0 ? maturity : Math.min(waitFor, Math.max(maturity, pane) << band);
  }

  /** How long after the start of a pane, in whole panes, all labels of a band have come. */
  public long steps(int band) {
    return (oldest(band) + pane - 1) / pane * pane;
  }

  /** Whether a pane of this age, milliseconds from start to start, has just filled a band. */
  public boolean fills(long age) {
    for (int band = 1; band <= last(); band++) {
      if (steps(band) == age) {
        return true;
      }
    }
    return false;
  }
}
