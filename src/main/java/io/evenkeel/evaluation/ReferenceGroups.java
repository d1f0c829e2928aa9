package io.evenkeel.evaluation;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.ReferenceGroup;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reference of each kind of slice, once for a plan: from the monitor and the frozen
 * profile only, never from current data.
 *
 * <p>A kind whose attributes are all given has that slice as reference. Else the strategy decides;
 * groups with a missing attribute value are never a reference.
 */
public final class ReferenceGroups {
  /** Reference records that a group needs to be the best one. */
  public static final long BEST_NEEDS = 30;

  private static final Reference NONE =
      new Reference.None("no reference group: none is given and there is no profile");

  private final Slicer slicer;
  private final Map<SliceSpec, Reference> bySpec = new HashMap<>();

  private ReferenceGroups(Slicer slicer) {
    this.slicer = slicer;
  }

  /** The references of a plan. */
  public static ReferenceGroups of(Plan plan) {
    ReferenceGroups groups = new ReferenceGroups(plan.slicer());
    for (SliceSpec spec : plan.slicer().specs()) {
      groups.bySpec.put(spec, reference(plan, spec));
    }
    return groups;
  }

  /** What {@code slice} is compared with; nothing for overall and for unknown slices. */
  public Reference of(String slice) {
    SliceSpec spec = slicer.specOf(slice);
    return spec == null ? new Reference.None("not a group") : of(spec);
  }

  /** What the slices of a kind are compared with. */
  public Reference of(SliceSpec spec) {
    return bySpec.getOrDefault(spec, NONE);
  }

  private static Reference reference(Plan plan, SliceSpec spec) {
    ReferenceGroup wanted = plan.monitor().referenceGroup();
    if (wanted.given().keySet().containsAll(spec.attributes())) {
      return new Reference.Named(name(spec, wanted.given()));
    }
    return switch (wanted.strategy()) {
      case REST -> new Reference.Rest();
      case OVERALL -> new Reference.Overall();
      case LARGEST, BEST_IN_PROFILE -> inProfile(plan, spec, wanted.strategy());
    };
  }

  private static String name(SliceSpec spec, Map<String, String> given) {
    StringJoiner name = new StringJoiner("&");
    for (String attribute : spec.attributes()) {
      String value = given.getOrDefault(attribute, "");
      name.add(
          Slicer.encode(attribute)
              + "="
              + (value.isEmpty() ? Slicer.MISSING : Slicer.encode(value)));
    }
    return name.toString();
  }

  private static Reference inProfile(Plan plan, SliceSpec spec, ReferenceGroup.Strategy strategy) {
    ReferenceProfile profile = plan.profile();
    if (profile == null) {
      return NONE;
    }
    String found = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, SliceSummary> entry : profile.slices().entrySet()) {
      String slice = entry.getKey();
      if (slice.contains("=" + Slicer.MISSING)
          || Slicer.isOther(slice)
          || !spec.equals(plan.slicer().specOf(slice))) {
        continue;
      }
      double rank =
          strategy == ReferenceGroup.Strategy.LARGEST
              ? entry.getValue().n()
              : favour(plan, entry.getValue());
      if (rank > most) {
        most = rank;
        found = slice;
      }
    }
    return found == null
        ? new Reference.None("no reference group: no group of " + spec + " in the profile")
        : new Reference.Named(found);
  }

  /** How well a group fares in the profile; minus infinity where too little is known. */
  private static double favour(Plan plan, SliceSummary summary) {
    if (summary.rows() < BEST_NEEDS) {
      return Double.NEGATIVE_INFINITY;
    }
    @Nullable Classes classes = plan.classes();
    if (classes == null) {
      var sums = summary.regression(SummaryLayout.ALL, plan.values());
      return sums.n() == 0 ? Double.NEGATIVE_INFINITY : sums.predicted() / sums.n();
    }
    Outcomes outcomes = Outcomes.of(summary, classes.favourableIndex());
    return outcomes
        .selected()
        .value()
        .orElse(outcomes.labels().value().orElse(Double.NEGATIVE_INFINITY));
  }
}
