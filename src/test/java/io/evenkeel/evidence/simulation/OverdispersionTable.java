package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.DispersionMeter;
import io.evenkeel.evidence.EvidenceOptions;
import io.evenkeel.evidence.Overdispersion;
import io.evenkeel.evidence.RateGap;
import java.util.List;

/**
 * Table (e), overdispersion: both rates of groups of 1,000 and 4,000 move by a random effect of the
 * pane, base rate 0.3, tolerance 0.05, ARL 1,000. Columns: records taken as independent; the design
 * effect measured on 50 panes of the reference, on the first 50 panes; and fixed at 13.7, the value
 * the published delay was measured with.
 */
final class OverdispersionTable {
  private static final double TOLERANCE = 0.05;
  private static final double ARL = 1000;

  static final List<String> RULES =
      List.of("no design effect", "from 50 reference panes", "from the first 50 panes", "13.7");

  private OverdispersionTable() {}

  /**
   * {@code noise}: standard deviation of each group's own pane effect; gaps before and after the
   * change.
   */
  static Trial<GapPane> trial(
      int na, int nr, double noise, double quiet, double changed, int runs) {
    return new Trial<>(seed -> new Noisy(seed * 65537, na, nr, noise, 1, quiet, changed), runs);
  }

  /** The same with a group effect that lasts: a new one every 12 panes. */
  static Trial<GapPane> slow(int na, int nr, double noise, int runs) {
    return new Trial<>(seed -> new Noisy(seed * 257, na, nr, noise, 12, 0, 0), runs);
  }

  private static final class Noisy implements World<GapPane> {
    private final Draw draw;
    private final int na;
    private final int nr;
    private final double noise;
    private final double quiet;
    private final double changed;
    private final List<Rule<GapPane>> rules;
    private final int lasting;
    private int age;
    private double groupEffect;
    private double referenceEffect;

    Noisy(long seed, int na, int nr, double noise, int lasting, double quiet, double changed) {
      this.draw = new Draw(seed);
      this.na = na;
      this.nr = nr;
      this.noise = noise;
      this.lasting = lasting;
      this.quiet = quiet;
      this.changed = changed;
      EvidenceOptions options = EvidenceOptions.standard();
      DispersionMeter meter = new DispersionMeter();
      for (int t = 0; t < 50; t++) {
        GapPane pane = pane(quiet);
        meter.observe(pane.group(), pane.reference());
      }
      this.rules =
          List.of(
              EvidenceRule.gap(RateGap.of(TOLERANCE, options), ARL),
              EvidenceRule.gap(
                  RateGap.of(TOLERANCE, options.with(Overdispersion.given(meter.variance()))), ARL),
              EvidenceRule.gap(
                  RateGap.of(TOLERANCE, options.with(Overdispersion.fromFirstPanes())), ARL),
              EvidenceRule.gap(
                  RateGap.of(TOLERANCE, options.with(Overdispersion.given(published(na, nr)))),
                  ARL));
    }

    /** The pane variance at which the design effect is 13.7 at a rate of 0.3. */
    private static double published(int na, int nr) {
      return (13.7 - 1) / 1.3 * 0.3 * 0.7 * (1.0 / na + 1.0 / nr);
    }

    private GapPane pane(double gap) {
      if (age % lasting == 0) {
        groupEffect = noise * draw.normal();
        referenceEffect = noise * draw.normal();
      }
      age++;
      double a = 0.3 + gap + groupEffect;
      double r = 0.3 + referenceEffect;
      return new GapPane(draw.successes(na, a), na, draw.successes(nr, r), nr);
    }

    @Override
    public GapPane quiet(int t) {
      return pane(quiet);
    }

    @Override
    public GapPane changed(int t) {
      return pane(changed);
    }

    @Override
    public List<Rule<GapPane>> rules() {
      return rules;
    }
  }
}
