package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.monitor.AssociationLimits;
import io.evenkeel.proxy.Leaning;
import io.evenkeel.proxy.ProxyFeature;
import io.evenkeel.proxy.ProxyFinding;
import io.evenkeel.proxy.ProxyGroups;
import io.evenkeel.proxy.ProxyTable;
import io.evenkeel.statistics.AssociationEstimate;
import io.evenkeel.statistics.Interval;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A feature as a proxy of an attribute: sums are those of a {@link ProxyTable}, the effect is the
 * outcome gap along the feature. It only counts where the association passes its limit.
 */
final class ProxyMeasure implements PaneMeasure {
  private final Plan plan;
  private final ProxyFeature feature;
  private final String attribute;
  private final List<String> groups;
  private final AssociationLimits limits;

  /** A measure over the groups of the profile, all others in a column together. */
  ProxyMeasure(Plan plan, ProxyFeature feature, String attribute, AssociationLimits limits) {
    this.plan = plan;
    this.feature = feature;
    this.attribute = attribute;
    this.limits = limits;
    this.groups = new ArrayList<>(ProxyGroups.of(plan.profile(), attribute));
    groups.add(Slicer.encode(attribute) + "=" + Slicer.OTHER);
  }

  String attribute() {
    return attribute;
  }

  /** Whether outcomes are numbers and not classes. */
  boolean isOfNumbers() {
    return plan.classes() == null;
  }

  @Override
  public Bad bad() {
    return Bad.EITHER;
  }

  @Override
  public @Nullable Reading read(PaneView pane) {
    SliceSummary everybody = pane.slices().get(Slicer.OVERALL);
    if (everybody == null || everybody.n() <= 0) {
      return null;
    }
    if (pane.hides(Slicer.OVERALL, null)) {
      return Reading.unusable("everybody is too small a group to be seen");
    }
    String other = groups.get(groups.size() - 1);
    SortedMap<String, SliceSummary> shown = new TreeMap<>();
    pane.slices()
        .forEach(
            (slice, summary) -> {
              if (Slicer.isGroupOf(attribute, slice) && !pane.hides(slice, null)) {
                shown.merge(
                    groups.contains(slice) ? slice : other,
                    summary,
                    (a, b) -> a.layout().equals(b.layout()) ? a.plus(b) : a);
              }
            });
    return Reading.of(ProxyTable.read(feature, groups, shown, everybody).sums());
  }

  @Override
  public double fullness(double[] sums) {
    return ProxyFinding.fullness(feature, ProxyTable.of(feature, groups, sums), limits);
  }

  @Override
  public Effect effect(double[] sums, double @Nullable [] reference) {
    ProxyTable table = ProxyTable.of(feature, groups, sums);
    ProxyFinding found =
        ProxyFinding.of(
            feature,
            table,
            limits,
            plan.monitor().limits().suppressBelow(),
            plan.classes() == null ? plan.values() : null);
    Leaning leaning = found.leaning();
    AssociationEstimate estimate = found.estimate();
    if (leaning == null || estimate == null) {
      return Effect.bare(null, found.n()).given(Verdict.INSUFFICIENT);
    }
    Verdict proxy =
        found.isEnough()
            ? standing(estimate.cramersV(), estimate.uncertainty(), limits)
            : Verdict.INSUFFICIENT;
    return new Effect(
            leaning.gap(),
            leaning.interval().lower(),
            leaning.interval().upper(),
            found.n(),
            leaning.inside(),
            leaning.outside(),
            sentence(leaning, estimate))
        .given(proxy);
  }

  /**
   * Whether a feature is a proxy: BREACH when one of the intervals lies beyond its limit, OK when
   * both lie below, INSUFFICIENT when neither is sure.
   */
  static Verdict standing(Interval cramersV, Interval uncertainty, AssociationLimits limits) {
    if (cramersV.lower() >= limits.cramersV() || uncertainty.lower() >= limits.uncertainty()) {
      return Verdict.BREACH;
    }
    return cramersV.upper() < limits.cramersV() && uncertainty.upper() < limits.uncertainty()
        ? Verdict.OK
        : Verdict.INSUFFICIENT;
  }

  /** The effect of a reported gap, given the association reported beside it. */
  static Effect effect(Measurement gap, WindowReport report, AssociationLimits limits) {
    Interval v = interval(gap, report, "cramers_v_corrected");
    Interval u = interval(gap, report, "uncertainty_coefficient_corrected");
    return new Effect(gap.value(), gap.lower(), gap.upper(), gap.n(), null, null, null)
        .given(v == null || u == null ? Verdict.INSUFFICIENT : standing(v, u, limits));
  }

  private static @Nullable Interval interval(Measurement gap, WindowReport report, String metric) {
    return report.measurements().stream()
        .filter(m -> m.metric().equals(metric))
        .filter(m -> Objects.equals(m.feature(), gap.feature()))
        .filter(m -> Objects.equals(m.reference(), gap.reference()))
        .filter(m -> m.lower() != null && m.upper() != null)
        .map(
            m -> new Interval(Objects.requireNonNull(m.lower()), Objects.requireNonNull(m.upper())))
        .findFirst()
        .orElse(null);
  }

  private static String sentence(Leaning leaning, AssociationEstimate estimate) {
    String values =
        leaning.values().isEmpty()
            ? "values too small to be named stand for " + leaning.group()
            : String.format(
                Locale.ROOT,
                "%s stand%s for %s (%.1f %% of their records, %.1f %% of all)",
                String.join(", ", leaning.values()),
                leaning.values().size() == 1 ? "s" : "",
                leaning.group(),
                100 * leaning.share(),
                100 * leaning.overall());
    return values
        + String.format(
            Locale.ROOT,
            "; corrected Cramer's V %.3f (95 %% interval %.3f to %.3f), uncertainty coefficient"
                + " %.3f (%.3f to %.3f)",
            estimate.correctedCramersV(),
            estimate.cramersV().lower(),
            estimate.cramersV().upper(),
            estimate.correctedUncertainty(),
            estimate.uncertainty().lower(),
            estimate.uncertainty().upper());
  }
}
