package io.evenkeel.profile;

import java.util.Arrays;
import java.util.List;

/**
 * How often members of each group of an attribute fell into each cell of some features crossed: for
 * estimating group rates where the attribute itself is not known.
 *
 * <p>Cells are numbered as {@link io.evenkeel.summary.OutcomeShape#cell} does.
 */
public final class Membership {
  private final String attribute;
  private final List<Integer> features;
  private final List<String> groups;
  private final long[][] counts;
  private final List<Double> calibrationErrors;
  private final long heldOut;

  private Membership(
      String attribute,
      List<Integer> features,
      List<String> groups,
      long[][] counts,
      List<Double> calibrationErrors,
      long heldOut) {
    this.attribute = attribute;
    this.features = List.copyOf(features);
    this.groups = List.copyOf(groups);
    this.counts = counts;
    this.calibrationErrors = List.copyOf(calibrationErrors);
    this.heldOut = heldOut;
  }

  /**
   * What was counted.
   *
   * @param features indexes of the features crossed, the strongest proxy first
   * @param groups the attribute's groups by their slice names, such as {@code race=Black}
   * @param counts {@code counts[cell][group]} of records that have the attribute
   * @param calibrationErrors of each group, how far P(group | cell) learned from four fifths of the
   *     records was off in the fifth that was held out, beyond chance, in [0, 1]
   * @param heldOut records held out
   */
  public static Membership of(
      String attribute,
      List<Integer> features,
      List<String> groups,
      long[][] counts,
      List<Double> calibrationErrors,
      long heldOut) {
    boolean fits =
        groups.size() >= 2
            && calibrationErrors.size() == groups.size()
            && Arrays.stream(counts).allMatch(row -> row.length == groups.size())
            && Arrays.stream(counts).flatMapToLong(Arrays::stream).sum() > 0
            && Arrays.stream(counts).flatMapToLong(Arrays::stream).allMatch(count -> count >= 0);
    if (!fits || features.isEmpty()) {
      throw new IllegalArgumentException(
          "a membership of " + attribute + " needs features and counts of two groups or more");
    }
    return new Membership(attribute, features, groups, copy(counts), calibrationErrors, heldOut);
  }

  private static long[][] copy(long[][] rows) {
    return Arrays.stream(rows).map(long[]::clone).toArray(long[][]::new);
  }

  public String attribute() {
    return attribute;
  }

  public List<Integer> features() {
    return features;
  }

  public List<String> groups() {
    return groups;
  }

  /** {@code counts[cell][group]}. */
  public long[][] counts() {
    return copy(counts);
  }

  public List<Double> calibrationErrors() {
    return calibrationErrors;
  }

  public long heldOut() {
    return heldOut;
  }

  /** Names of the features, as {@code zip & income}. */
  public String name(List<FeatureBins> bins) {
    return String.join(" & ", features.stream().map(f -> bins.get(f).feature()).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Membership m
        && attribute.equals(m.attribute)
        && features.equals(m.features)
        && groups.equals(m.groups)
        && Arrays.deepEquals(counts, m.counts)
        && calibrationErrors.equals(m.calibrationErrors)
        && heldOut == m.heldOut;
  }

  @Override
  public int hashCode() {
    return attribute.hashCode() * 31 + Arrays.deepHashCode(counts);
  }

  @Override
  public String toString() {
    return "Membership[" + attribute + " by features " + features + "]";
  }
}
