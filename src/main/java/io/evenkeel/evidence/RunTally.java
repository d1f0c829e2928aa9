package io.evenkeel.evidence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pools the counts of the present run of evidence and of all panes since the last reset, and keeps
 * panes in order.
 *
 * <p>Counts are pooled after division by the design effect, so that intervals from them are honest.
 */
final class RunTally {
  private static final long NONE = Long.MIN_VALUE;

  private final double[] run;
  private final double[] sinceReset;
  private long quietPane = NONE;
  private long firstPane = NONE;
  private long lastPane = NONE;
  private long panes;
  private long panesSinceReset;
  private double records;
  private double peak;

  RunTally(int counts) {
    this.run = new double[counts];
    this.sinceReset = new double[counts];
  }

  /** Accepts the next pane; throws if it, or a later one, was seen before. */
  void advance(Pane pane) {
    if (pane.start() == NONE || (lastPane != NONE && pane.start() <= lastPane)) {
      throw new IllegalStateException(
          "pane " + pane.start() + " was already counted: the last one is " + lastPane);
    }
    lastPane = pane.start();
  }

  /** Accounts the pane just scored: {@code counts} effective counts of {@code n} records. */
  void add(double[] counts, double n, Mixture evidence) {
    panesSinceReset++;
    addTo(sinceReset, counts);
    if (evidence.quiet()) {
      clearRun();
      return;
    }
    if (panes == 0) {
      firstPane = lastPane;
    }
    panes++;
    records += n;
    addTo(run, counts);
    peak = Math.max(peak, evidence.logEvidence());
  }

  void reset() {
    panesSinceReset = 0;
    Arrays.fill(sinceReset, 0.0);
    clearRun();
  }

  double[] run() {
    return run.clone();
  }

  double[] sinceReset() {
    return sinceReset.clone();
  }

  long panesSinceReset() {
    return panesSinceReset;
  }

  EvidenceRun toRun() {
    return new EvidenceRun(
        known(quietPane), known(firstPane), known(lastPane), panes, records, peak);
  }

  void visitState(StateFields fields) {
    fields.reals(run);
    fields.reals(sinceReset);
    quietPane = fields.whole(quietPane);
    firstPane = fields.whole(firstPane);
    lastPane = fields.whole(lastPane);
    panes = fields.whole(panes);
    panesSinceReset = fields.whole(panesSinceReset);
    records = fields.real(records);
    peak = fields.real(peak);
  }

  private void clearRun() {
    quietPane = lastPane;
    firstPane = NONE;
    panes = 0;
    records = 0;
    peak = 0;
    Arrays.fill(run, 0.0);
  }

  private static void addTo(double[] total, double[] counts) {
    for (int i = 0; i < total.length; i++) {
      total[i] += counts[i];
    }
  }

  private static @Nullable Long known(long pane) {
    return pane == NONE ? null : pane;
  }
}
