package io.evenkeel.digest;

import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.monitor.Task;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.Membership;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.OutcomeShape;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that features are looked at as proxies of, and what that takes.
 *
 * @param attributes in the monitor's order; empty when nothing asks for proxies
 * @param tables attributes that are not sliced by: counted by group all the same, reported nowhere
 * @param outcomes what is kept of outcomes along features, null when nothing asks for it
 */
record Sensitive(List<String> attributes, List<SliceSpec> tables, @Nullable OutcomeShape outcomes) {
  private static final Sensitive NONE = new Sensitive(List.of(), List.of(), null);

  static Sensitive of(
      Monitor monitor, @Nullable ReferenceProfile profile, @Nullable Classes classes) {
    if (profile == null || profile.features().isEmpty() || monitor.task() == Task.OUTCOME) {
      return NONE;
    }
    Set<String> features =
        profile.features().stream().map(FeatureBins::feature).collect(Collectors.toSet());
    List<String> named = monitor.sensitive();
    List<String> single =
        monitor.slices().stream()
            .filter(spec -> spec.attributes().size() == 1)
            .map(spec -> spec.attributes().get(0))
            .toList();
    List<String> attributes =
        named == null ? single.stream().filter(a -> !features.contains(a)).toList() : named;
    if (attributes.isEmpty()) {
      return NONE;
    }
    List<SliceSpec> tables =
        attributes.stream().filter(a -> !single.contains(a)).map(SliceSpec::of).toList();
    boolean asked =
        monitor.checks().isEmpty() || monitor.checks().stream().anyMatch(Sensitive::asks);
    if (!asked) {
      return new Sensitive(attributes, tables, null);
    }
    List<List<Integer>> crosses =
        profile.memberships().stream()
            .filter(membership -> attributes.contains(membership.attribute()))
            .map(Membership::features)
            .toList();
    int favourable = classes == null ? -1 : classes.favourableIndex();
    boolean known = (classes == null) == (monitor.task() == Task.REGRESSION);
    return new Sensitive(attributes, tables, known ? new OutcomeShape(favourable, crosses) : null);
  }

  /** The same groups, without what is kept of outcomes. */
  Sensitive withoutOutcomes() {
    return new Sensitive(attributes, tables, null);
  }

  private static boolean asks(Check check) {
    return check.metric().equals(Check.PROXY_OUTCOME_GAP)
        || check.metric().equals(Check.ESTIMATED_GROUP_GAP);
  }
}
