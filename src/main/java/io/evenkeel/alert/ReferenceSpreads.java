package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Check.Method;
import io.evenkeel.profile.PaneSpread;
import io.evenkeel.statistics.Moments;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns how the metrics of a plan's {@code sd:} checks scatter over the panes of its reference,
 * read exactly as decisions read them. Not thread-safe.
 */
public final class ReferenceSpreads {
  private final Plan plan;
  private final CheckPlan checks;
  private final SortedMap<StreamKey, List<Double>> values = new TreeMap<>();

  /** Nothing observed yet; the plan's profile needs no spreads. */
  public ReferenceSpreads(Plan plan) {
    this.plan = plan;
    this.checks = CheckPlan.learning(plan);
  }

  /** Whether a monitor has checks that need spreads. */
  public static boolean needed(List<Check> checks) {
    return checks.stream().anyMatch(check -> check.method() == Method.FIXED_SD);
  }

  /** Takes the summaries of one pane, by slice. */
  public void observe(SortedMap<String, SliceSummary> slices) {
    PaneView pane = PaneView.of(plan, 0, slices);
    for (String slice : slices.keySet()) {
      for (Target target : checks.targets(slice)) {
        if (target.check().method() == Method.FIXED_SD) {
          observe(target, pane);
        }
      }
    }
  }

  private void observe(Target target, PaneView pane) {
    Reading reading = target.read(pane);
    Double value =
        reading == null || !reading.problem().isEmpty()
            ? null
            : target.effect(reading.sums()).value();
    if (value != null) {
      StreamKey key =
          new StreamKey(metric(target.check()), target.key().slice(), target.key().feature());
      values.computeIfAbsent(key, missing -> new ArrayList<>()).add(value);
    }
  }

  /** The spread of everything that had a value in two panes or more. */
  public List<PaneSpread> spreads() {
    List<PaneSpread> spreads = new ArrayList<>();
    for (Map.Entry<StreamKey, List<Double>> entry : values.entrySet()) {
      StreamKey key = entry.getKey();
      List<Double> seen = entry.getValue();
      Moments moments = Moments.of(seen.stream().mapToDouble(Double::doubleValue).toArray());
      if (seen.size() > 1) {
        spreads.add(
            new PaneSpread(
                key.check(),
                key.slice(),
                key.feature(),
                seen.size(),
                moments.mean(),
                moments.standardDeviation().getAsDouble()));
      }
    }
    return spreads;
  }

  /** What a spread is of: the metric and what it is compared with. */
  static String metric(Check check) {
    return check.metric() + ":" + check.compare().name().toLowerCase(Locale.ROOT);
  }
}
