package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.BinnedDrift;
import io.evenkeel.evidence.CalibrationDrift;
import io.evenkeel.evidence.DriftReference;
import io.evenkeel.evidence.EvidenceOptions;
import io.evenkeel.evidence.RateGap;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Table (e), first half: truths exactly on the edge of the tolerance, where false alarms are most
 * frequent.
 */
final class EdgeTable {
  private EdgeTable() {}

  /**
   * Drift: known equal proportions of {@code cells} cells, truth at the edge by moving mass from
   * the first to the last cell.
   */
  static Trial<long[]> drift(int cells, int n, double tolerance, double arl, int runs) {
    double[] q = new double[cells];
    Arrays.fill(q, 1.0 / cells);
    double[] p = q.clone();
    p[0] -= tolerance;
    p[cells - 1] += tolerance;
    double[] cumulative = Draw.cumulative(p);
    DriftReference reference = DriftReference.ofProportions(q, Double.POSITIVE_INFINITY, cells);
    return trial(
        runs,
        draw -> draw.cells(n, cumulative),
        () ->
            EvidenceRule.drift(
                BinnedDrift.of(reference, tolerance, tolerance, EvidenceOptions.standard()), arl));
  }

  /** Gap: the group exactly the tolerance above or below the reference group. */
  static Trial<GapPane> gap(
      int na, int nr, double rate, double gap, EvidenceOptions options, double arl, int runs) {
    double tolerance = Math.abs(gap);
    return trial(
        runs,
        draw -> new GapPane(draw.successes(na, rate + gap), na, draw.successes(nr, rate), nr),
        () -> EvidenceRule.gap(RateGap.of(tolerance, options), arl));
  }

  /**
   * Calibration: every outcome rate exactly the tolerance above its score, for scores at the
   * middles of 10 bins.
   */
  static Trial<CalibrationPane> calibration(int n, double tolerance, double arl, int runs) {
    return trial(
        runs,
        draw -> {
          CalibrationPane pane = new CalibrationPane(10);
          for (int i = 0; i < n; i++) {
            double score = (i % 10 + 0.5) / 10;
            pane.add(score, draw.uniform() < Math.min(1, score + tolerance));
          }
          return pane;
        },
        () ->
            EvidenceRule.calibration(
                CalibrationDrift.of(10, tolerance, EvidenceOptions.standard()), arl));
  }

  private interface Source<P> {
    P pane(Draw draw);
  }

  private static <P> Trial<P> trial(int runs, Source<P> source, Supplier<Rule<P>> rule) {
    return new Trial<>(seed -> new Edge<>(new Draw(seed), source, List.of(rule.get())), runs);
  }

  private record Edge<P>(Draw draw, Source<P> source, List<Rule<P>> rules) implements World<P> {
    @Override
    public P quiet(int t) {
      return source.pane(draw);
    }

    @Override
    public P changed(int t) {
      return source.pane(draw);
    }
  }
}
