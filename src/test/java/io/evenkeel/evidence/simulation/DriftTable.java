package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.BinnedDrift;
import io.evenkeel.evidence.DriftReference;
import io.evenkeel.evidence.EvidenceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Table (a): drift of a normal feature in 10 cells, reference of 10,000 records, tolerance 0.10,
 * ARL 1,000. Columns: the peers, then the detector with the margin of the table, and with the full
 * margin for 1 and for 200 streams.
 */
final class DriftTable {
  static final List<String> RULES =
      List.of(
          "PSI>0.1",
          "PSI>0.2",
          "JS dist>0.1",
          "chi2 p<.05",
          "chi2 p<.001",
          "evidence",
          "full margin, 1 stream",
          "full margin, 200 streams");

  static final int EVIDENCE = RULES.indexOf("evidence");

  private static final int REFERENCE = 10_000;
  private static final double TOLERANCE = 0.10;
  private static final double ARL = 1000;

  private DriftTable() {}

  /** What the feature does over time: mean and standard deviation per pane. */
  record Course(IntToDoubleFunction mean, double deviation) {
    static Course shift(double mean) {
      return new Course(t -> mean, 1);
    }

    static Course spread(double deviation) {
      return new Course(t -> 0, deviation);
    }

    static Course season(double amplitude) {
      return new Course(t -> amplitude * Math.sin(2 * Math.PI * t / 24), 1);
    }

    static Course ramp(double to, int panes) {
      return new Course(t -> to * Math.min(1, (t + 1.0) / panes), 1);
    }
  }

  static Trial<long[]> trial(int n, Course quiet, Course changed, int runs) {
    return new Trial<>(seed -> new Feature(seed * 7919 + n, n, quiet, changed), runs);
  }

  static double tableMargin(int cells, double m) {
    return TOLERANCE + 0.5 * Math.sqrt((cells - 1) / m);
  }

  private static final class Feature implements World<long[]> {
    private final Draw draw;
    private final NormalFeature feature;
    private final int n;
    private final Course quiet;
    private final Course changed;
    private final List<Rule<long[]>> rules = new ArrayList<>();

    Feature(long seed, int n, Course quiet, Course changed) {
      this.draw = new Draw(seed);
      this.feature = new NormalFeature(draw, REFERENCE);
      this.n = n;
      this.quiet = quiet;
      this.changed = changed;
      long[] counts = feature.reference();
      rules.addAll(Peers.drift(counts));
      DriftReference reference = DriftReference.numeric(counts, counts.length);
      rules.add(rule(reference, tableMargin(counts.length, REFERENCE)));
      rules.add(rule(reference, reference.effectiveTolerance(TOLERANCE, 1).getAsDouble()));
      rules.add(rule(reference, reference.effectiveTolerance(TOLERANCE, 200).getAsDouble()));
    }

    private static Rule<long[]> rule(DriftReference reference, double effectiveTolerance) {
      return EvidenceRule.drift(
          BinnedDrift.of(reference, TOLERANCE, effectiveTolerance, EvidenceOptions.standard()),
          ARL);
    }

    private long[] pane(Course course, int t) {
      return draw.cells(n, feature.cumulative(course.mean().applyAsDouble(t), course.deviation()));
    }

    @Override
    public long[] quiet(int t) {
      return pane(quiet, t);
    }

    @Override
    public long[] changed(int t) {
      return pane(changed, t);
    }

    @Override
    public List<Rule<long[]>> rules() {
      return rules;
    }
  }
}
