package io.evenkeel.proxy;

import io.evenkeel.digest.Plan;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.Membership;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A feature, or several crossed, as one variable with cells; records without a value of any are in
 * missing cells.
 */
public final class ProxyFeature {
  private final List<FeatureBins> bins;
  private final int index;
  private final boolean crossed;

  private ProxyFeature(List<FeatureBins> bins, int index, boolean crossed) {
    this.bins = List.copyOf(bins);
    this.index = index;
    this.crossed = crossed;
  }

  /** Every feature of a plan but the attribute itself, then the cross that its profile named. */
  public static List<ProxyFeature> of(Plan plan, String attribute) {
    List<ProxyFeature> features = new ArrayList<>();
    for (int f = 0; f < plan.features().size(); f++) {
      if (!plan.features().get(f).feature().equals(attribute)) {
        features.add(single(plan.features(), f));
      }
    }
    if (plan.looksForProxies()) {
      List<Membership> memberships = plan.memberships();
      for (int m = 0; m < memberships.size(); m++) {
        Membership membership = memberships.get(m);
        if (membership.attribute().equals(attribute) && membership.features().size() > 1) {
          features.add(crossed(plan.features(), membership, m));
        }
      }
    }
    return features;
  }

  /** One feature of a plan. */
  static ProxyFeature single(List<FeatureBins> all, int feature) {
    return new ProxyFeature(List.of(all.get(feature)), feature, false);
  }

  /** The features of a membership, crossed. */
  static ProxyFeature crossed(List<FeatureBins> all, Membership membership, int cross) {
    return new ProxyFeature(membership.features().stream().map(all::get).toList(), cross, true);
  }

  /** Names of the features, as {@code zip & income}. */
  public String name() {
    return String.join(" & ", bins.stream().map(FeatureBins::feature).toList());
  }

  /** Index of the feature, or of the cross among the plan's. */
  public int index() {
    return index;
  }

  /** Whether several features are crossed. */
  public boolean isCrossed() {
    return crossed;
  }

  /** Cells, missing ones included. */
  public int cells() {
    return bins.stream().mapToInt(FeatureBins::cells).reduce(1, (a, b) -> a * b);
  }

  private int[] parts(int cell) {
    int[] parts = new int[bins.size()];
    int rest = cell;
    for (int i = parts.length - 1; i >= 0; i--) {
      parts[i] = rest % bins.get(i).cells();
      rest /= bins.get(i).cells();
    }
    return parts;
  }

  /** Whether a value of some feature is missing in a cell. */
  public boolean isMissing(int cell) {
    int[] parts = parts(cell);
    return IntStream.range(0, parts.length).anyMatch(i -> parts[i] == bins.get(i).missingCell());
  }

  /** Name of a cell as people read it. */
  public String cellName(int cell) {
    int[] parts = parts(cell);
    return String.join(
        " & ",
        IntStream.range(0, parts.length).mapToObj(i -> bins.get(i).cellName(parts[i])).toList());
  }

  /** Records by cell. */
  public long[] counts(SliceSummary summary) {
    return crossed ? summary.crossCells(index) : summary.featureCells(index);
  }

  /** Favourable outcomes by cell, in the summary of everybody. */
  long[] favourable(SliceSummary summary) {
    return crossed ? summary.crossFavourable(index) : summary.favourableCells(index);
  }

  /** Records without an outcome by cell, in the summary of everybody. */
  long[] withoutOutcome(SliceSummary summary) {
    return crossed ? summary.crossWithoutOutcome(index) : summary.withoutOutcomeCells(index);
  }
}
