package io.evenkeel.evidence.simulation;

import io.evenkeel.statistics.ChiSquareTest;
import io.evenkeel.statistics.JensenShannon;
import io.evenkeel.statistics.PopulationStabilityIndex;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** The rules in common use: a threshold on one pane's statistic. */
final class Peers {
  private static final double Z_ONE_IN_THOUSAND = 3.2905;

  private Peers() {}

  /** PSI > 0.1, PSI > 0.2, Jensen-Shannon distance > 0.1, chi-square p < 0.05 and p < 0.001. */
  static List<Rule<long[]>> drift(long[] reference) {
    return List.of(
        pane -> PopulationStabilityIndex.of(reference, pane).orElse(0) > 0.1,
        pane -> PopulationStabilityIndex.of(reference, pane).orElse(0) > 0.2,
        pane -> JensenShannon.distance(reference, pane).orElse(0) > 0.1,
        pane -> chiSquare(reference, pane) < 0.05,
        pane -> chiSquare(reference, pane) < 0.001);
  }

  private static double chiSquare(long[] reference, long[] pane) {
    return ChiSquareTest.twoSample(reference, pane).map(ChiSquareTest::pValue).orElse(1.0);
  }

  /**
   * Absolute gap > 0.1, ratio of the rates < 0.8 either way, z test p < 0.001, z test against the
   * tolerance p < 0.001.
   */
  static List<Rule<GapPane>> gap(double tolerance) {
    return List.of(
        pane -> Math.abs(pane.gap()) > 0.1,
        pane ->
            pane.groupRate() < 0.8 * pane.referenceRate()
                || pane.referenceRate() < 0.8 * pane.groupRate(),
        pane -> Math.abs(pane.gap()) > Z_ONE_IN_THOUSAND * pane.pooledError(),
        pane -> Math.abs(pane.gap()) - tolerance > Z_ONE_IN_THOUSAND * pane.error());
  }

  /** ECE > 0.05, ECE > 0.1, Hosmer-Lemeshow p < 0.05. */
  static List<Rule<CalibrationPane>> calibration() {
    return List.of(
        pane -> pane.expectedCalibrationError() > 0.05,
        pane -> pane.expectedCalibrationError() > 0.1,
        pane ->
            ChiSquaredDistribution.of(pane.occupiedBins())
                    .survivalProbability(pane.hosmerLemeshow())
                < 0.05);
  }
}
