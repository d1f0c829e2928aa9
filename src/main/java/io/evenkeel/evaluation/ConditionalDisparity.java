package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.ZERO_IS_BEST;

import io.evenkeel.digest.Slicer;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.statistics.ConditionalDemographicDisparity;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Conditional demographic disparity of a group, within each value of another attribute: only where
 * the cross of both attributes is sliced.
 */
final class ConditionalDisparity {
  static final Metric METRIC =
      Metric.of(
              Family.GROUP_GAP,
              "conditional_demographic_disparity",
              Scale.GAP,
              "share of the group among the rejected minus among the accepted, within each value of"
                  + " the attribute named as feature, averaged by records")
          .best(ZERO_IS_BEST)
          .undefinedWhen("in no value of the other attribute are some accepted and some rejected")
          .full()
          .from("Wachter, Mittelstadt and Russell 2020; Clarify CDDPL");

  private ConditionalDisparity() {}

  /**
   * Adds the disparity of a slice of one attribute, once for every attribute it is crossed with.
   *
   * @param slice such as {@code sex=F}
   * @param window every slice that may be shown
   */
  static void add(
      String slice,
      List<SliceSpec> specs,
      Map<String, SliceSummary> window,
      int favourable,
      Measurements to) {
    String attribute = slice.substring(0, slice.indexOf('='));
    if (!to.wants(METRIC) || slice.indexOf('&') >= 0) {
      return;
    }
    for (SliceSpec spec : specs) {
      List<String> names = spec.attributes().stream().map(Slicer::encode).toList();
      if (names.size() == 2 && names.contains(attribute)) {
        boolean first = names.get(0).equals(attribute);
        String other = spec.attributes().get(first ? 1 : 0);
        List<ConditionalDemographicDisparity.Stratum> strata =
            strata(slice, Slicer.encode(other), first, window, favourable);
        long n = strata.stream().mapToLong(s -> s.facet().trials()).sum();
        to.about(other);
        to.value(METRIC, ConditionalDemographicDisparity.of(strata), n);
        to.about(null);
      }
    }
  }

  private static List<ConditionalDemographicDisparity.Stratum> strata(
      String slice, String other, boolean first, Map<String, SliceSummary> window, int favourable) {
    List<ConditionalDemographicDisparity.Stratum> strata = new ArrayList<>();
    for (Map.Entry<String, SliceSummary> stratum : window.entrySet()) {
      String name = stratum.getKey();
      boolean single = name.startsWith(other + "=") && name.indexOf('&') < 0;
      SliceSummary facet =
          single ? window.get(first ? slice + "&" + name : name + "&" + slice) : null;
      if (facet != null) {
        Proportion inFacet = Outcomes.of(facet, favourable).selected();
        Proportion all = Outcomes.of(stratum.getValue(), favourable).selected();
        strata.add(
            new ConditionalDemographicDisparity.Stratum(
                inFacet,
                new Proportion(
                    all.successes() - inFacet.successes(), all.trials() - inFacet.trials())));
      }
    }
    return strata;
  }
}
