package io.evenkeel.statistics;

import java.util.Collection;
import java.util.OptionalDouble;

/**
 * Correlation ratio (Pearson 1905) of a numeric feature over the groups of an attribute: eta^2 =
 * sum of squares between groups / total sum of squares, 0 (same mean everywhere) to 1 (the group
 * decides the value).
 */
public final class CorrelationRatio {

  private CorrelationRatio() {}

  /**
   * Eta squared from the moments of the feature per group; undefined when the feature is constant
   * or fewer than two groups have a value.
   */
  public static OptionalDouble etaSquared(Collection<Moments> groups) {
    Moments all = groups.stream().reduce(Moments.EMPTY, Moments::plus);
    double within = groups.stream().mapToDouble(Moments::squaredDeviations).sum();
    double between =
        groups.stream()
            .mapToDouble(group -> group.n() * Math.pow(group.mean() - all.mean(), 2))
            .sum();
    long occupied = groups.stream().filter(group -> group.n() > 0).count();
    return occupied < 2 || !(between + within > 0)
        ? OptionalDouble.empty()
        : OptionalDouble.of(between / (between + within));
  }

  /** The square root of eta squared. */
  public static OptionalDouble eta(Collection<Moments> groups) {
    OptionalDouble squared = etaSquared(groups);
    return squared.isEmpty() ? squared : OptionalDouble.of(Math.sqrt(squared.getAsDouble()));
  }
}
