package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.BinnedDrift;
import io.evenkeel.evidence.CalibrationDrift;
import io.evenkeel.evidence.Detector;
import io.evenkeel.evidence.Pane;
import io.evenkeel.evidence.RateGap;

/** A detector that alerts when its log evidence reaches a threshold, and is emptied then. */
final class EvidenceRule<P> implements Rule<P> {
  private final Detector detector;
  private final Update<P> update;
  private final double logThreshold;
  private long pane;

  /** Gives a pane to the detector and returns its log evidence. */
  interface Update<P> {
    double apply(Pane pane, P counts);
  }

  private EvidenceRule(Detector detector, Update<P> update, double arl) {
    this.detector = detector;
    this.update = update;
    this.logThreshold = Math.log(arl);
  }

  static EvidenceRule<long[]> drift(BinnedDrift detector, double arl) {
    return new EvidenceRule<>(detector, detector::update, arl);
  }

  static EvidenceRule<GapPane> gap(RateGap detector, double arl) {
    return new EvidenceRule<>(
        detector, (pane, counts) -> detector.update(pane, counts.group(), counts.reference()), arl);
  }

  static EvidenceRule<CalibrationPane> calibration(CalibrationDrift detector, double arl) {
    return new EvidenceRule<>(
        detector,
        (pane, bins) -> detector.update(pane, bins.n(), bins.scores(), bins.outcomes()),
        arl);
  }

  @Override
  public boolean fires(P counts) {
    boolean fires = update.apply(Pane.at(pane++), counts) >= logThreshold;
    if (fires) {
      detector.reset();
    }
    return fires;
  }
}
