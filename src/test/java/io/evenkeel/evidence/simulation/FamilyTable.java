package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.BinnedDrift;
import io.evenkeel.evidence.DriftReference;
import io.evenkeel.evidence.EvidenceOptions;
import io.evenkeel.evidence.Family;
import io.evenkeel.evidence.Pane;
import io.evenkeel.statistics.ChiSquareTest;
import io.evenkeel.statistics.PopulationStabilityIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Table (d): 20 features in 10 slices of 10 to 1,000 events per pane are 200 drift streams of one
 * family, reference of 10,000 records each, tolerance 0.10, ARL 1,000.
 */
final class FamilyTable {
  static final int[] SLICES = {10, 20, 30, 50, 75, 100, 150, 250, 500, 1000};

  private static final int FEATURES = 20;
  private static final int REFERENCE_PANES = 10;
  private static final double TOLERANCE = 0.10;
  private static final double ARL = 1000;

  /**
   * Stands in for streams that the full margin leaves unjudged, so that the family keeps its size.
   */
  private static final double INSUFFICIENT = 0.499;

  private final Draw draw;
  private final List<Stream> streams = new ArrayList<>();
  private final Family family = Family.empty().plus((long) FEATURES * SLICES.length);
  private long pane;

  FamilyTable(long seed, boolean fullMargin) {
    this.draw = new Draw(seed);
    for (int f = 0; f < FEATURES; f++) {
      for (int n : SLICES) {
        streams.add(new Stream(f, n, new NormalFeature(draw, REFERENCE_PANES * n), fullMargin));
      }
    }
  }

  /** Alerts per quiet pane of each way to decide over the whole family. */
  Map<String, Double> falseAlertsPerPane(int panes) {
    Map<String, Double> alerts = new TreeMap<>();
    for (int t = 0; t < panes; t++) {
      draw(0, 0);
      alerts.merge("PSI>0.2", (double) count(s -> s.psi() > 0.2), Double::sum);
      double[] p = streams.stream().mapToDouble(Stream::chiSquare).toArray();
      alerts.merge("chi2 + BH 5 %", (double) benjaminiHochberg(p), Double::sum);
      double bonferroni = 0.05 / p.length;
      alerts.merge(
          "chi2 + Bonferroni",
          (double) Arrays.stream(p).filter(x -> x < bonferroni).count(),
          Double::sum);
      alerts.merge("e-BH", (double) alert().size(), Double::sum);
    }
    alerts.replaceAll((rule, count) -> count / panes);
    return alerts;
  }

  /**
   * Panes until each slice of the first two features alerts, by slice size, and alerts on the other
   * features under {@code -1}.
   */
  Map<Integer, Measured> delays(double shift, int quietPanes, int limit) {
    Map<Integer, Measured> bySlice = new HashMap<>();
    bySlice.put(-1, new Measured());
    for (int t = 0; t < quietPanes; t++) {
      draw(0, 0);
      alert().forEach(stream -> stream.alerting = false);
    }
    long falseAlerts = 0;
    for (int t = 0; t < limit; t++) {
      draw(2, shift);
      for (Stream stream : alert()) {
        if (stream.feature < 2) {
          bySlice.computeIfAbsent(stream.n, n -> new Measured()).add(t + 1.0);
        } else {
          falseAlerts++;
        }
      }
    }
    for (Stream stream : streams) {
      if (stream.feature < 2 && !stream.alerting) {
        bySlice.computeIfAbsent(stream.n, n -> new Measured()).miss();
      }
    }
    bySlice.get(-1).add((double) falseAlerts);
    return bySlice;
  }

  private void draw(int shifted, double shift) {
    for (Stream stream : streams) {
      stream.counts =
          draw.cells(stream.n, stream.feature < shifted ? stream.feature(shift) : stream.quiet);
      stream.detector.update(Pane.at(pane), stream.counts);
    }
    pane++;
  }

  /** The streams that alert now; they are emptied. An alert on a quiet pane ends at once. */
  private List<Stream> alert() {
    List<Family.Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      if (!streams.get(i).alerting) {
        double surplus = streams.get(i).detector.logEvidence() - Math.log(ARL);
        candidates.add(new Family.Candidate(Integer.toString(i), surplus));
      }
    }
    List<Stream> alerts = new ArrayList<>();
    for (Family.Candidate candidate : family.alerts(candidates)) {
      Stream stream = streams.get(Integer.parseInt(candidate.stream()));
      stream.alerting = true;
      stream.detector.reset();
      alerts.add(stream);
    }
    return alerts;
  }

  private long count(Predicate<Stream> rule) {
    return streams.stream().filter(rule).count();
  }

  private static int benjaminiHochberg(double[] p) {
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    int rejected = 0;
    for (int k = 1; k <= sorted.length; k++) {
      if (sorted[k - 1] <= 0.05 * k / sorted.length) {
        rejected = k;
      }
    }
    return rejected;
  }

  /** One feature in one slice. */
  private static final class Stream {
    private final int feature;
    private final int n;
    private final NormalFeature law;
    private final double[] quiet;
    private final long[] reference;
    private final BinnedDrift detector;
    private boolean alerting;
    private long[] counts = {};

    Stream(int feature, int n, NormalFeature law, boolean fullMargin) {
      this.feature = feature;
      this.n = n;
      this.law = law;
      this.quiet = law.cumulative(0, 1);
      this.reference = law.reference();
      DriftReference drift = DriftReference.numeric(reference, reference.length);
      double effective =
          fullMargin
              ? drift.effectiveTolerance(TOLERANCE, 200).orElse(INSUFFICIENT)
              : DriftTable.tableMargin(reference.length, drift.records());
      this.detector = BinnedDrift.of(drift, TOLERANCE, effective, EvidenceOptions.standard());
    }

    double[] feature(double shift) {
      return law.cumulative(shift, 1);
    }

    double psi() {
      return PopulationStabilityIndex.of(reference, counts).orElse(0);
    }

    double chiSquare() {
      return ChiSquareTest.twoSample(reference, counts).map(ChiSquareTest::pValue).orElse(1.0);
    }
  }
}
