package io.evenkeel.evaluation;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.monitor.AssociationLimits;
import io.evenkeel.monitor.Check;
import io.evenkeel.profile.Membership;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.proxy.Leaning;
import io.evenkeel.proxy.ProxyFeature;
import io.evenkeel.proxy.ProxyFinding;
import io.evenkeel.proxy.ProxyTable;
import io.evenkeel.statistics.Association;
import io.evenkeel.statistics.AssociationEstimate;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.SquareAndAddInterval;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How much features tell of an attribute, from their cells in the slices of that attribute, and how
 * outcomes differ along them. The attribute is named as reference. Records without a value of
 * either do not count.
 */
final class AssociationMeasures {
  private final Plan plan;
  private final String attribute;
  private final AssociationLimits limits;
  private final Measurements to;

  private AssociationMeasures(Plan plan, String attribute, Measurements to) {
    this.plan = plan;
    this.attribute = attribute;
    this.limits = limits(plan, attribute);
    this.to = to;
  }

  /**
   * Adds every feature against one attribute.
   *
   * @param groups the slices of the attribute's values that may be shown, by name
   * @param everybody the summary of all records
   */
  static void add(
      Plan plan,
      String attribute,
      SortedMap<String, SliceSummary> groups,
      SliceSummary everybody,
      Measurements to) {
    new AssociationMeasures(plan, attribute, to).add(groups, everybody);
  }

  private static AssociationLimits limits(Plan plan, String attribute) {
    for (Check check : plan.monitor().checks()) {
      AssociationLimits limits = check.proxies();
      if (limits != null && (check.slices().isEmpty() || check.slices().contains(attribute))) {
        return limits;
      }
    }
    return AssociationLimits.DEFAULT;
  }

  private void add(SortedMap<String, SliceSummary> groups, SliceSummary everybody) {
    List<ProxyFeature> features = ProxyFeature.of(plan, attribute);
    List<String> names = List.copyOf(groups.keySet());
    List<ProxyFinding> findings =
        features.stream()
            .map(feature -> finding(feature, ProxyTable.read(feature, names, groups, everybody)))
            .toList();
    List<Integer> ranked = ranked(features, findings);
    to.against(attribute);
    for (int f = 0; f < features.size(); f++) {
      ProxyFeature feature = features.get(f);
      ProxyFinding finding = findings.get(f);
      to.about(feature.name()).remarking(finding.isEnough() ? null : finding.shortage());
      strength(finding);
      if (!feature.isCrossed()
          && plan.features().get(feature.index()) instanceof NumericBins numeric) {
        NumbersByGroup.add(feature.index(), numeric, List.copyOf(groups.values()), finding.n(), to);
      }
      rank(finding, ranked.indexOf(f));
      change(feature, finding);
      gap(finding);
    }
    to.about(null).against(null).remarking(null);
  }

  private ProxyFinding finding(ProxyFeature feature, ProxyTable table) {
    return ProxyFinding.of(
        feature,
        table,
        limits,
        plan.monitor().limits().suppressBelow(),
        plan.classes() == null ? plan.values() : null);
  }

  /** Positions of the single features that have an estimate, the most revealing first. */
  private static List<Integer> ranked(List<ProxyFeature> features, List<ProxyFinding> findings) {
    List<Integer> ranked = new ArrayList<>();
    for (int f = 0; f < features.size(); f++) {
      if (!features.get(f).isCrossed() && findings.get(f).estimate() != null) {
        ranked.add(f);
      }
    }
    ranked.sort(
        Comparator.comparingDouble(
            f -> {
              AssociationEstimate estimate = findings.get(f).estimate();
              return estimate == null ? 0 : -estimate.correctedUncertainty();
            }));
    return ranked;
  }

  private void strength(ProxyFinding finding) {
    plain(AssociationMetrics.CRAMERS_V, finding, Association::cramersV);
    estimate(
        AssociationMetrics.CRAMERS_V_CORRECTED,
        finding,
        AssociationEstimate::correctedCramersV,
        AssociationEstimate::cramersV);
    plain(AssociationMetrics.UNCERTAINTY, finding, Association::theilsUOfMeta);
    estimate(
        AssociationMetrics.UNCERTAINTY_CORRECTED,
        finding,
        AssociationEstimate::correctedUncertainty,
        AssociationEstimate::uncertainty);
    plain(AssociationMetrics.MUTUAL_INFORMATION, finding, Association::mutualInformation);
    plain(
        AssociationMetrics.NORMALISED_MUTUAL_INFORMATION,
        finding,
        Association::normalisedByArithmeticMean);
  }

  private void plain(Metric metric, ProxyFinding finding, Function<Association, Double> value) {
    Association plain = finding.plain();
    to.value(
        metric,
        plain == null ? OptionalDouble.empty() : OptionalDouble.of(value.apply(plain)),
        finding.n());
  }

  private void estimate(
      Metric metric,
      ProxyFinding finding,
      Function<AssociationEstimate, Double> value,
      Function<AssociationEstimate, Interval> interval) {
    AssociationEstimate estimate = finding.estimate();
    if (estimate == null) {
      to.undefined(metric, finding.n(), metric.undefined());
    } else {
      to.value(
          metric,
          OptionalDouble.of(value.apply(estimate)),
          Optional.of(interval.apply(estimate)),
          finding.n());
    }
  }

  private void rank(ProxyFinding finding, int position) {
    to.value(
        AssociationMetrics.RANK,
        position < 0 ? OptionalDouble.empty() : OptionalDouble.of(position + 1.0),
        finding.n());
  }

  private void change(ProxyFeature feature, ProxyFinding finding) {
    if (!to.wants(AssociationMetrics.CHANGE)) {
      return;
    }
    AssociationEstimate now = finding.estimate();
    AssociationEstimate then = inProfile(feature);
    if (now == null || then == null) {
      to.undefined(AssociationMetrics.CHANGE, finding.n(), AssociationMetrics.CHANGE.undefined());
      return;
    }
    to.value(
        AssociationMetrics.CHANGE,
        OptionalDouble.of(now.correctedCramersV() - then.correctedCramersV()),
        Optional.of(
            SquareAndAddInterval.ofDifference(
                now.correctedCramersV(),
                now.cramersV(),
                then.correctedCramersV(),
                then.cramersV())),
        finding.n());
  }

  private @Nullable AssociationEstimate inProfile(ProxyFeature feature) {
    ReferenceProfile profile = plan.profile();
    SliceSummary everybody = profile == null ? null : profile.slices().get(Slicer.OVERALL);
    if (profile == null || everybody == null) {
      return null;
    }
    if (feature.isCrossed()) {
      Membership membership = plan.memberships().get(feature.index());
      return AssociationEstimate.of(membership.counts(), ProxyFinding.ALPHA).orElse(null);
    }
    SortedMap<String, SliceSummary> groups = new TreeMap<>(profile.slices());
    groups.keySet().removeIf(slice -> !Slicer.isGroupOf(attribute, slice));
    if (groups.isEmpty()) {
      return null;
    }
    List<String> names = List.copyOf(groups.keySet());
    return finding(feature, ProxyTable.read(feature, names, groups, everybody)).estimate();
  }

  private void gap(ProxyFinding finding) {
    Leaning leaning = finding.leaning();
    if (leaning == null) {
      to.undefined(
          AssociationMetrics.OUTCOME_GAP, finding.n(), AssociationMetrics.OUTCOME_GAP.undefined());
      return;
    }
    if (finding.isEnough()) {
      to.remarking(sentence(leaning));
    }
    to.value(
        AssociationMetrics.OUTCOME_GAP,
        OptionalDouble.of(leaning.gap()),
        Optional.of(leaning.interval()),
        finding.n());
  }

  private static String sentence(Leaning leaning) {
    return leaning.values().isEmpty()
        ? "values that lean to " + leaning.group() + ", each too small to be named"
        : String.format(
            Locale.ROOT,
            "leans to %s: %s (%.1f %% of their records, %.1f %% of all)",
            leaning.group(),
            String.join(", ", leaning.values()),
            100 * leaning.share(),
            100 * leaning.overall());
  }
}
