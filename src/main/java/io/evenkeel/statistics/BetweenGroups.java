package io.evenkeel.statistics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One number for how far apart several groups, intersections included, are in a rate (fairlearn's
 * "between_groups" and "to_overall"). Groups without the rate are left out; with fewer than two
 * that have it, differences and ratios are undefined. All lie in [0, 1].
 */
public final class BetweenGroups {

  private final List<BinaryConfusion> groups;

  private BetweenGroups(List<BinaryConfusion> groups) {
    this.groups = groups;
  }

  /** Disjoint groups that make up the population. */
  public static BetweenGroups of(List<BinaryConfusion> groups) {
    return new BetweenGroups(List.copyOf(groups));
  }

  /** Largest minus smallest rate. */
  public OptionalDouble difference(ConfusionRate rate) {
    double[] defined = rates(rate);
    return defined.length < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(defined[defined.length - 1] - defined[0]);
  }

  /** Smallest over largest rate; undefined when the largest is 0. */
  public OptionalDouble ratio(ConfusionRate rate) {
    double[] defined = rates(rate);
    return defined.length < 2 || defined[defined.length - 1] == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(defined[0] / defined[defined.length - 1]);
  }

  /** Largest |rate of a group - rate of the whole population|. */
  public OptionalDouble differenceToOverall(ConfusionRate rate) {
    double[] defined = rates(rate);
    if (defined.length < 2) {
      return OptionalDouble.empty();
    }
    BinaryConfusion overall = groups.stream().reduce(BinaryConfusion.EMPTY, BinaryConfusion::plus);
    double whole = overall.rate(rate).getAsDouble();
    return OptionalDouble.of(Math.max(defined[defined.length - 1] - whole, whole - defined[0]));
  }

  /** The larger of the differences of true and false positive rate. */
  public OptionalDouble equalizedOddsDifference() {
    return largest(
        difference(ConfusionRate.TRUE_POSITIVE_RATE),
        difference(ConfusionRate.FALSE_POSITIVE_RATE));
  }

  /** The larger of the differences of true and false positive rate to the population. */
  public OptionalDouble equalizedOddsDifferenceToOverall() {
    return largest(
        differenceToOverall(ConfusionRate.TRUE_POSITIVE_RATE),
        differenceToOverall(ConfusionRate.FALSE_POSITIVE_RATE));
  }

  /** The smaller of the ratios of true and false positive rate. */
  public OptionalDouble equalizedOddsRatio() {
    OptionalDouble tpr = ratio(ConfusionRate.TRUE_POSITIVE_RATE);
    OptionalDouble fpr = ratio(ConfusionRate.FALSE_POSITIVE_RATE);
    return tpr.isEmpty() || fpr.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(tpr.getAsDouble(), fpr.getAsDouble()));
  }

  /**
   * The worst rate of a group with at least {@code minimum} records in the denominator: the
   * smallest where higher is better, else the largest; undefined when no group is large enough.
   */
  public OptionalDouble worst(ConfusionRate rate, long minimum) {
    double[] defined =
        rates(groups.stream().filter(group -> rate.of(group).trials() >= minimum).toList(), rate);
    if (defined.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(rate.higherIsBetter() ? defined[0] : defined[defined.length - 1]);
  }

  private double[] rates(ConfusionRate rate) {
    return rates(groups, rate);
  }

  private static double[] rates(List<BinaryConfusion> groups, ConfusionRate rate) {
    return groups.stream().flatMapToDouble(group -> group.rate(rate).stream()).sorted().toArray();
  }

  private static OptionalDouble largest(OptionalDouble left, OptionalDouble right) {
    return left.isEmpty() || right.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(left.getAsDouble(), right.getAsDouble()));
  }
}
