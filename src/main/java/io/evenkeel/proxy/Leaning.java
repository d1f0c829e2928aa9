package io.evenkeel.proxy;

import io.evenkeel.statistics.Interval;
import java.util.List;

/**
 * The values of a feature in which a group is found more often than overall, and how outcomes in
 * them differ from those in all its other values.
 *
 * <p>Which values these are follows from who is in them, never from their outcomes, so the interval
 * of the difference is not one of a picked extreme.
 *
 * @param group slice name of the group
 * @param values the values with the most lift, three at most, in words; empty when all are too
 *     small to be named
 * @param share share of the group among the records with the named values
 * @param overall share of the group among all records
 * @param inside share of favourable outcomes in all values that lean to the group; of a regression
 *     the mean predicted number
 * @param outside the same in all other values
 * @param gap inside less outside; of a regression in standard deviations
 * @param interval of the gap
 */
public record Leaning(
    String group,
    List<String> values,
    double share,
    double overall,
    double inside,
    double outside,
    double gap,
    Interval interval) {

  public Leaning {
    values = List.copyOf(values);
  }

  /** How far the nearer end of the interval is from no gap; negative when no gap is within it. */
  double certainty() {
    return Math.max(interval.lower(), -interval.upper());
  }
}
