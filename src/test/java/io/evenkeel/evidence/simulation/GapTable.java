package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.Accumulation;
import io.evenkeel.evidence.EvidenceOptions;
import io.evenkeel.evidence.RateGap;
import java.util.ArrayList;
import java.util.List;

/**
 * Table (b): gap of a group to its reference group, base rate 0.3, tolerance 0.05, ARL 1,000.
 * Columns: the peers, the detector, and its variants (finer fixed gaps, Shiryaev-Roberts, both).
 */
final class GapTable {
  static final List<String> RULES =
      List.of(
          "gap>0.1",
          "DI<0.8",
          "z p<.001",
          "z vs tol p<.001",
          "evidence",
          "finer gaps",
          "Shiryaev-Roberts",
          "both");

  static final int EVIDENCE = RULES.indexOf("evidence");

  private static final double RATE = 0.3;
  private static final double TOLERANCE = 0.05;
  private static final double ARL = 1000;

  private GapTable() {}

  /** A truth: group minus reference, and the size of a daily cycle that both rates share. */
  record Truth(double gap, double season) {
    static Truth of(double gap) {
      return new Truth(gap, 0);
    }
  }

  static Trial<GapPane> trial(int na, int nr, Truth quiet, Truth changed, int runs) {
    return new Trial<>(seed -> new Groups(seed * 104729 + na, na, nr, quiet, changed), runs);
  }

  private static final class Groups implements World<GapPane> {
    private final Draw draw;
    private final int na;
    private final int nr;
    private final Truth quiet;
    private final Truth changed;
    private final List<Rule<GapPane>> rules = new ArrayList<>(Peers.gap(TOLERANCE));

    Groups(long seed, int na, int nr, Truth quiet, Truth changed) {
      this.draw = new Draw(seed);
      this.na = na;
      this.nr = nr;
      this.quiet = quiet;
      this.changed = changed;
      EvidenceOptions standard = EvidenceOptions.standard();
      EvidenceOptions roberts = standard.with(Accumulation.SHIRYAEV_ROBERTS);
      rules.add(EvidenceRule.gap(RateGap.of(TOLERANCE, standard), ARL));
      rules.add(EvidenceRule.gap(RateGap.of(TOLERANCE, standard.withFinerAlternatives()), ARL));
      rules.add(EvidenceRule.gap(RateGap.of(TOLERANCE, roberts), ARL));
      rules.add(EvidenceRule.gap(RateGap.of(TOLERANCE, roberts.withFinerAlternatives()), ARL));
    }

    private GapPane pane(Truth truth, int t) {
      double rate = RATE + truth.season() * Math.sin(2 * Math.PI * t / 24);
      return new GapPane(draw.successes(na, rate + truth.gap()), na, draw.successes(nr, rate), nr);
    }

    @Override
    public GapPane quiet(int t) {
      return pane(quiet, t);
    }

    @Override
    public GapPane changed(int t) {
      return pane(changed, t);
    }

    @Override
    public List<Rule<GapPane>> rules() {
      return rules;
    }
  }
}
