package io.evenkeel.profile;

import io.evenkeel.monitor.Classes;
import io.evenkeel.summary.JointBasis;
import io.evenkeel.summary.Quantity;
import io.evenkeel.summary.SliceSummary;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The frozen reference of a model.
 *
 * @param name such as {@code income@3}
 * @param model the model it describes
 * @param origin where the data came from, in words
 * @param provisional whether it was taken from the live stream, which nobody declared healthy
 * @param rows reference records
 * @param classes classes of the model, null for a regression
 * @param features bins of each feature, in the order of the summaries
 * @param values unit of a regression's numbers
 * @param calibrator calibrated probability by score, null without labels or scores
 * @param labelDelay the 99 % quantile of the label delay, null when unknown
 * @param joint how numeric features are looked at together, null where nobody asked for it
 * @param spreads how metrics scattered over the panes of the reference, where a check asks for it
 * @param effects how much whole panes of the reference scattered, where it had enough of them
 * @param memberships for each sensitive attribute, how its groups lie in the cells of its proxies;
 *     empty where the reference does not have the attribute
 * @param slices the reference summary of each slice by its name, {@code *} for all
 * @param hash SHA-256 of the profile's canonical form, in hex
 */
public record ReferenceProfile(
    String name,
    String model,
    String origin,
    boolean provisional,
    long rows,
    @Nullable Classes classes,
    List<FeatureBins> features,
    Quantity values,
    @Nullable Calibrator calibrator,
    @Nullable Duration labelDelay,
    @Nullable JointBasis joint,
    List<PaneSpread> spreads,
    List<PaneEffect> effects,
    List<Membership> memberships,
    SortedMap<String, SliceSummary> slices,
    String hash) {

  public ReferenceProfile {
    features = List.copyOf(features);
    spreads = List.copyOf(spreads);
    effects = List.copyOf(effects);
    memberships = List.copyOf(memberships);
    slices = Collections.unmodifiableSortedMap(new TreeMap<>(slices));
  }

  /** The reference summary of a slice, if the reference had it. */
  public Optional<SliceSummary> slice(String name) {
    return Optional.ofNullable(slices.get(name));
  }

  /** A profile to be filled in; without more it says nothing about any feature. */
  public static ProfileBuilder builder(String name, String model) {
    return new ProfileBuilder(name, model);
  }

  /** This profile, to be changed in part. */
  public ProfileBuilder toBuilder() {
    return new ProfileBuilder(this);
  }

  /** The same bins with other summaries, under no hash yet. */
  public ReferenceProfile withSlices(SortedMap<String, SliceSummary> newSlices) {
    return toBuilder().slices(newSlices).hash("").build();
  }

  /** The same profile under its hash. */
  public ReferenceProfile withHash(String newHash) {
    return toBuilder().hash(newHash).build();
  }

  /** The same bins looked at together too, before anything is counted and under no hash. */
  public ReferenceProfile withJoint(@Nullable JointBasis basis) {
    return toBuilder().joint(basis).slices(new TreeMap<>()).hash("").build();
  }
}
