package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Check.Method;
import io.evenkeel.profile.PaneEffect;
import io.evenkeel.profile.PaneSpread;
import io.evenkeel.statistics.Moments;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns how metrics scatter over the panes of a plan's reference, read exactly as decisions read
 * them: where a check asks for it by {@code sd:}, and where evidence must allow for effects of
 * whole panes. Not thread-safe.
 */
public final class ReferenceSpreads {
  /** Panes that the variance of whole panes takes. */
  public static final int PANES = 50;

  private final Plan plan;
  private final CheckPlan checks;
  private final SortedMap<StreamKey, List<Double>> values = new TreeMap<>();
  private final SortedMap<StreamKey, Evidence> watched = new TreeMap<>();

  /** Nothing observed yet; the plan's profile needs no spreads. */
  public ReferenceSpreads(Plan plan) {
    this.plan = plan;
    this.checks = CheckPlan.learning(plan);
  }

  /** Whether a monitor has checks that need spreads. */
  public static boolean needed(List<Check> checks) {
    return checks.stream().anyMatch(check -> check.method() == Method.FIXED_SD);
  }

  /** Takes the summaries of one pane, by slice; panes come in their order. */
  public void observe(long start, SortedMap<String, SliceSummary> slices) {
    PaneView pane = PaneView.of(plan, start, slices);
    // Checks that differ only in name or tolerance read the same.
    Set<StreamKey> seen = new HashSet<>();
    for (String slice : slices.keySet()) {
      for (Target target : checks.targets(slice)) {
        boolean scattered = target.check().method() == Method.FIXED_SD;
        if ((!scattered && !Evidence.gathersFor(target)) || !seen.add(key(target, scattered))) {
          continue;
        }
        if (scattered) {
          observe(target, pane);
        } else {
          watch(target, pane);
        }
      }
    }
  }

  private static StreamKey key(Target target, boolean scattered) {
    StreamKey key = target.key();
    String metric = metric(target.check()) + (scattered ? " by sd" : "");
    return new StreamKey(metric, key.slice(), key.feature());
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

  private void watch(Target target, PaneView pane) {
    Reading reading = target.read(pane);
    if (reading == null || !reading.problem().isEmpty()) {
      return;
    }
    StreamKey key =
        new StreamKey(metric(target.check()), target.key().slice(), target.key().feature());
    Evidence evidence = watched.get(key);
    if (evidence == null) {
      evidence = Evidence.fresh(target, checks).orElse(null);
    }
    if (evidence != null) {
      evidence.update(target, pane.start(), reading);
      watched.put(key, evidence);
    }
  }

  /** What whole panes added, of every stream that had the {@value #PANES} panes that it takes. */
  public List<PaneEffect> effects() {
    List<PaneEffect> effects = new ArrayList<>();
    watched.forEach(
        (key, evidence) ->
            evidence
                .paneVariance()
                .ifPresent(
                    variance ->
                        effects.add(
                            new PaneEffect(key.check(), key.slice(), key.feature(), variance))));
    return effects;
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
