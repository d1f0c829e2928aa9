package io.evenkeel.evidence;

/** One detector of every kind for tests of what they share: fresh, and after the same few panes. */
final class Detectors {
  private Detectors() {}

  static Detector fresh(DetectorKind kind) {
    EvidenceOptions options = EvidenceOptions.standard().with(Overdispersion.fromFirstPanes());
    return switch (kind) {
      case RATE_GAP -> RateGap.of(0.05, options);
      case RATE_RATIO -> RateRatio.of(0.8, options);
      case ONE_SAMPLE_RATE ->
          OneSampleRate.of(RateRange.notAbove(new ReferenceRate(80, 1000, 3), 0.05), options);
      case BINNED_DRIFT -> drift(options);
      case CALIBRATION_DRIFT -> CalibrationDrift.of(3, 0.05, options);
      case EXCEEDANCE -> Exceedance.of(Exceedance.NULL_RATE, 1, EvidenceOptions.standard());
    };
  }

  static BinnedDrift drift(EvidenceOptions options) {
    DriftReference reference = DriftReference.numeric(new long[] {250, 250, 250, 240, 10}, 4);
    double effective = reference.effectiveTolerance(0.1, 20).getAsDouble();
    return BinnedDrift.of(reference, 0.1, effective, options);
  }

  /** Gives pane number {@code t} to any detector, the worse the larger {@code t}. */
  static double update(Detector detector, int t) {
    Pane pane = Pane.at(3_600_000L * t);
    if (detector instanceof RateGap gap) {
      return gap.update(pane, new RateCounts(30 - 4 * t, 100), new RateCounts(60, 200));
    } else if (detector instanceof RateRatio ratio) {
      return ratio.update(pane, new RateCounts(30 - 4 * t, 100), new RateCounts(60, 200));
    } else if (detector instanceof OneSampleRate rate) {
      return rate.update(pane, new RateCounts(8 + 6 * t, 100));
    } else if (detector instanceof BinnedDrift drift) {
      return drift.update(pane, new long[] {25 - 4 * t, 25 - 4 * t, 25, 25 + 8 * t, t});
    } else if (detector instanceof CalibrationDrift calibration) {
      return calibration.update(
          pane,
          new double[] {50, 50, 50},
          new double[] {6.5, 25.25, 44},
          new double[] {6 + 3 * t, 25 + 3 * t, 44});
    }
    return ((Exceedance) detector).update(pane, t > 1);
  }
}
