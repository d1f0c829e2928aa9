package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.ReferenceGroup;
import io.evenkeel.monitor.ReferenceGroup.Strategy;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.observation.Observation;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.summary.LabelArrival;
import io.evenkeel.summary.SliceAccumulator;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A made-up model with standard normal features in ten reference cells, groups of equal size,
 * calibrated scores and a label for every record.
 */
final class Traffic {
  private final Plan plan;
  private final int groups;
  private final Random random;

  private Traffic(Plan plan, int groups, long seed) {
    this.plan = plan;
    this.groups = groups;
    this.random = new Random(seed);
  }

  /** A plan with a profile of {@code records} records. */
  static Plan plan(int features, int groups, int records, Check... checks) {
    Monitor usual = Plans.monitor(Plans.quietTiming(), checks);
    Monitor monitor =
        usual.toBuilder()
            .slices(List.of(SliceSpec.of("group")))
            .referenceGroup(new ReferenceGroup(Strategy.LARGEST, Map.of("group", "g0")))
            .estimatePerformance(false)
            .build();
    double[] deciles = {-1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816};
    List<FeatureBins> bins = new ArrayList<>();
    for (int f = 0; f < features; f++) {
      bins.add(NumericBins.of("x" + f, deciles, -5, 5));
    }
    return Plans.withProfile(
        monitor, bins, empty -> new Traffic(empty, groups, 99).pane(records, 0, 0));
  }

  static Traffic of(Plan plan, int groups, long seed) {
    return new Traffic(plan, groups, seed);
  }

  /**
   * A pane.
   *
   * @param shift by how many standard deviations feature x0 has moved
   * @param gap by how much less often group g1 is selected
   */
  SortedMap<String, SliceSummary> pane(int records, double shift, double gap) {
    SortedMap<String, SliceAccumulator> sums = new TreeMap<>();
    Observation record = new Observation();
    int features = plan.features().size();
    for (int i = 0; i < records; i++) {
      record.reset(1, features, 0);
      int group = i % groups;
      record.attributes[0] = "g" + group;
      for (int f = 0; f < features; f++) {
        double x = random.nextGaussian() + (f == 0 ? shift : 0);
        record.cells[f] = ((NumericBins) plan.features().get(f)).cell(x);
      }
      double p = random.nextDouble();
      record.score = p;
      record.predicted = p > 0.5 + (group == 1 ? gap : 0) ? 1 : 0;
      int actual = random.nextDouble() < p ? 1 : 0;
      LabelArrival label = new LabelArrival(actual, Double.NaN, 0, 1000, true, false);
      for (String slice : plan.slicer().slices(record.attributes)) {
        SliceAccumulator of = sums.computeIfAbsent(slice, name -> plan.accumulator());
        of.prediction(record, 1);
        of.label(record, label, 1);
      }
    }
    SortedMap<String, SliceSummary> built = new TreeMap<>();
    sums.forEach((name, of) -> built.put(name, of.summary()));
    return built;
  }
}
