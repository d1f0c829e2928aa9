package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.CalibrationDrift;
import io.evenkeel.evidence.EvidenceOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Table (c): calibration over 10 bins, tolerance 0.05, ARL 1,000, scores from a Beta(1.2, 2) law,
 * outcomes from a distorted logit.
 */
final class CalibrationTable {
  static final List<String> RULES = List.of("ECE>0.05", "ECE>0.1", "HL p<.05", "evidence");
  static final int EVIDENCE = RULES.indexOf("evidence");

  private static final int BINS = 10;
  private static final double TOLERANCE = 0.05;
  private static final double ARL = 1000;

  private CalibrationTable() {}

  /** The truth behind a score: {@code slope * logit(score) + shift}. */
  record Distortion(double shift, double slope) {
    static final Distortion NONE = new Distortion(0, 1);

    double rate(double score) {
      return 1 / (1 + Math.exp(-(slope * Math.log(score / (1 - score)) + shift)));
    }
  }

  static Trial<CalibrationPane> trial(int n, Distortion quiet, Distortion changed, int runs) {
    return new Trial<>(seed -> new Scores(seed * 15485863 + n, n, quiet, changed), runs);
  }

  private static final class Scores implements World<CalibrationPane> {
    private final Draw draw;
    private final int n;
    private final Distortion quiet;
    private final Distortion changed;
    private final List<Rule<CalibrationPane>> rules = new ArrayList<>(Peers.calibration());

    Scores(long seed, int n, Distortion quiet, Distortion changed) {
      this.draw = new Draw(seed);
      this.n = n;
      this.quiet = quiet;
      this.changed = changed;
      rules.add(
          EvidenceRule.calibration(
              CalibrationDrift.of(BINS, TOLERANCE, EvidenceOptions.standard()), ARL));
    }

    private CalibrationPane pane(Distortion distortion) {
      CalibrationPane pane = new CalibrationPane(BINS);
      for (int i = 0; i < n; i++) {
        double score = draw.score();
        pane.add(score, draw.uniform() < distortion.rate(score));
      }
      return pane;
    }

    @Override
    public CalibrationPane quiet(int t) {
      return pane(quiet);
    }

    @Override
    public CalibrationPane changed(int t) {
      return pane(changed);
    }

    @Override
    public List<Rule<CalibrationPane>> rules() {
      return rules;
    }
  }
}
