package io.evenkeel.config;

import io.evenkeel.monitor.AlertKind;
import io.evenkeel.monitor.Check.Compare;
import org.jspecify.annotations.Nullable;

/**
 * A metric that a check may name.
 *
 * @param name in snake case, as in reports
 * @param kind what an alert on the bare value is; a gap between groups is always a GROUP_GAP
 * @param form what sort of number it is, which decides how it may be judged
 * @param worse which direction is bad
 * @param perFeature whether there is one value for every feature
 */
public record Metric(String name, AlertKind kind, Form form, Worse worse, boolean perFeature) {

  /** Which direction of the bare value is bad. */
  public enum Worse {
    HIGHER,
    LOWER,
    /** Neither in itself; a fixed threshold must say which. */
    NEITHER
  }

  /** What sort of number a metric is. */
  public enum Form {
    /** A share k of n. */
    RATE,
    /** A number with an interval but no sequential test, such as F1. */
    NUMBER,
    /** A count. */
    COUNT,
    /** A calibration error: zero is perfect, so a tolerance on the value itself makes sense. */
    CALIBRATION,
    /** A total variation distance from the profile. */
    SHIFT,
    /** Another distance from the profile; it takes fixed thresholds only. */
    DISTANCE,
    /** A difference between a group and the reference group. */
    GAP,
    /** A mean of several gaps, without a sequential test. */
    COMPOUND_GAP,
    /** A quotient of a group and the reference group; it takes fixed thresholds only. */
    RATIO,
    /** The strength of an association; it takes fixed thresholds only. */
    ASSOCIATION;

    /** The only comparison this can mean, or null when the check must choose. */
    public @Nullable Compare implied() {
      return switch (this) {
        case SHIFT, DISTANCE -> Compare.PROFILE;
        case GAP, COMPOUND_GAP, RATIO -> Compare.GROUPS;
        case COUNT, ASSOCIATION -> Compare.NONE;
        case RATE, NUMBER, CALIBRATION -> null;
      };
    }

    /** Whether a tolerance has a meaning under this comparison. */
    public boolean tolerates(Compare compare) {
      return switch (this) {
        case RATE, NUMBER -> compare != Compare.NONE;
        case CALIBRATION -> true;
        case SHIFT -> compare == Compare.PROFILE;
        case GAP, COMPOUND_GAP -> compare == Compare.GROUPS;
        case COUNT, DISTANCE, RATIO, ASSOCIATION -> false;
      };
    }

    /** Whether there is a sequential test under this comparison. */
    public boolean sequentialFor(Compare compare) {
      return switch (this) {
        case RATE -> compare != Compare.NONE;
        case CALIBRATION -> compare == Compare.NONE;
        case SHIFT -> compare == Compare.PROFILE;
        case GAP -> compare == Compare.GROUPS;
        case NUMBER, COUNT, DISTANCE, COMPOUND_GAP, RATIO, ASSOCIATION -> false;
      };
    }
  }

  /** What sort of alert a breach is. */
  public AlertKind kind(Compare compare) {
    return compare == Compare.GROUPS ? AlertKind.GROUP_GAP : kind;
  }
}
