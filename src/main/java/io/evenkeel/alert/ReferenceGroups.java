package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.monitor.ReferenceGroup;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom a slice is compared with, from the monitor and the profile alone: never from current
 * data, so that the choice is not a selection.
 */
final class ReferenceGroups {
  /** The name of "everybody else" as a reference. */
  static final String REST = "rest";

  private static final double FEWEST = 30;

  private final Plan plan;

  ReferenceGroups(Plan plan) {
    this.plan = plan;
  }

  /**
   * The reference slice of {@code slice}: the name of another slice, {@link #REST}, or null when it
   * has none, because it is the reference itself, is everybody, or none can be found.
   */
  @Nullable String of(String slice, Measure measure) {
    SliceSpec spec = plan.slicer().specOf(slice);
    if (spec == null) {
      return null;
    }
    ReferenceGroup group = plan.monitor().referenceGroup();
    String found = fullyGiven(spec, group.given());
    if (found == null) {
      found =
          switch (group.strategy()) {
            case REST -> REST;
            case OVERALL -> Slicer.OVERALL;
            case LARGEST -> best(spec, group.given(), SliceSummary::n);
            case BEST_IN_PROFILE -> best(spec, group.given(), summary -> value(summary, measure));
          };
    }
    return slice.equals(found) ? null : found;
  }

  private static @Nullable String fullyGiven(SliceSpec spec, Map<String, String> given) {
    List<String> parts = new ArrayList<>();
    for (String attribute : spec.attributes()) {
      String value = given.get(attribute);
      if (value == null) {
        return null;
      }
      parts.add(part(attribute, value));
    }
    return String.join("&", parts);
  }

  private static String part(String attribute, String value) {
    return Slicer.encode(attribute) + "=" + Slicer.encode(value);
  }

  private interface Score {
    double of(SliceSummary summary);
  }

  /** The profile slice of this spec with the highest score, ties by name. */
  private @Nullable String best(SliceSpec spec, Map<String, String> given, Score score) {
    ReferenceProfile profile = plan.profile();
    if (profile == null) {
      return null;
    }
    String best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, SliceSummary> entry : profile.slices().entrySet()) {
      double value = score.of(entry.getValue());
      if (value > highest && isOf(spec, given, entry.getKey())) {
        best = entry.getKey();
        highest = value;
      }
    }
    return best;
  }

  private boolean isOf(SliceSpec spec, Map<String, String> given, String slice) {
    if (!spec.equals(plan.slicer().specOf(slice)) || slice.contains("=" + Slicer.MISSING)) {
      return false;
    }
    List<String> parts = List.of(slice.split("&", -1));
    return spec.attributes().stream()
        .filter(given::containsKey)
        .allMatch(a -> parts.contains(part(a, java.util.Objects.requireNonNull(given.get(a)))));
  }

  private static double value(SliceSummary summary, Measure measure) {
    double[] sums = measure.sums(summary, SummaryLayout.ALL);
    Effect effect = measure.effect(sums, null);
    Double own = effect.own();
    if (own == null || effect.n() < FEWEST) {
      return Double.NEGATIVE_INFINITY;
    }
    return measure.bad() == Bad.HIGHER ? -own : own;
  }
}
