package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.BinnedDrift;
import io.evenkeel.evidence.DriftReference;
import io.evenkeel.evidence.EvidenceOptions;
import io.evenkeel.evidence.Pane;
import io.evenkeel.evidence.RateCounts;
import io.evenkeel.evidence.RateGap;
import java.util.function.IntToDoubleFunction;

/**
 * One detector with nothing around it: panes from a change to a given threshold, to compare a whole
 * stream with.
 *
 * @param quiet panes before the change
 * @param limit panes after which a run counts as missed
 * @param runs how many are averaged
 */
public record DetectorAlone(int quiet, int limit, int runs) {
  private static final double TOLERANCE = 0.10;
  private static final double GAP_TOLERANCE = 0.05;
  private static final double SELECTED = 0.3;

  /**
   * A normal feature that moves.
   *
   * @param n records of a pane
   * @param reference records of the reference
   * @param streams drift streams that share the reference's margin
   * @param shift in standard deviations
   */
  public Measured drift(int n, int reference, long streams, double shift, double logThreshold) {
    Measured delays = new Measured();
    for (int run = 0; run < runs; run++) {
      Draw draw = new Draw(run);
      NormalFeature law = new NormalFeature(draw, reference);
      DriftReference drift = DriftReference.numeric(law.reference(), NormalFeature.CELLS);
      BinnedDrift detector =
          BinnedDrift.of(
              drift,
              TOLERANCE,
              drift.effectiveTolerance(TOLERANCE, streams).orElseThrow(),
              EvidenceOptions.standard());
      double[] before = law.cumulative(0, 1);
      double[] after = law.cumulative(shift, 1);
      measure(
          delays,
          pane -> detector.update(Pane.at(pane), draw.cells(n, pane < quiet ? before : after)),
          logThreshold);
    }
    return delays;
  }

  /** A group of {@code na} that is selected this much more often than one of {@code nr}. */
  public Measured gap(int na, int nr, double gap, double logThreshold) {
    Measured delays = new Measured();
    for (int run = 0; run < runs; run++) {
      Draw draw = new Draw(run);
      RateGap detector = RateGap.of(GAP_TOLERANCE, EvidenceOptions.standard());
      measure(
          delays,
          pane ->
              detector.update(
                  Pane.at(pane),
                  new RateCounts(draw.successes(na, SELECTED + (pane < quiet ? 0 : gap)), na),
                  new RateCounts(draw.successes(nr, SELECTED), nr)),
          logThreshold);
    }
    return delays;
  }

  private void measure(Measured delays, IntToDoubleFunction evidence, double logThreshold) {
    for (int pane = 0; pane < quiet + limit; pane++) {
      if (evidence.applyAsDouble(pane) >= logThreshold && pane >= quiet) {
        delays.add(pane - quiet + 1);
        return;
      }
    }
    delays.miss();
  }
}
