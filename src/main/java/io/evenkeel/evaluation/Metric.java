package io.evenkeel.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What one published number means.
 *
 * @param name snake-case name in monitors, reports and the API; never reused for something else
 * @param family the question it answers
 * @param scale unit, range and sign
 * @param direction where good values lie
 * @param set whether live windows publish it
 * @param formula how it is computed, in words and symbols
 * @param undefined when it is null, which is also the reason that a null value carries
 * @param tolerance how large a value (or a change of it) is harmless by default, or null when no
 *     check looks at it by default
 * @param source the paper or the implementation whose definition it is
 */
public record Metric(
    String name,
    Family family,
    Scale scale,
    Direction direction,
    MeasurementSet set,
    String formula,
    String undefined,
    @Nullable Double tolerance,
    String source) {

  /** Where good values lie. */
  public enum Direction {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    ZERO_IS_BEST,
    ONE_IS_BEST,
    NEITHER
  }

  public Metric {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("metric name must be snake case, got " + name);
    }
  }

  /** A metric that live windows publish, without a default tolerance. */
  static Metric of(Family family, String name, Scale scale, String formula) {
    return new Metric(
        name,
        family,
        scale,
        Direction.NEITHER,
        MeasurementSet.CORE,
        formula,
        "no records",
        null,
        "");
  }

  /** The same, only in the full set. */
  Metric full() {
    return new Metric(
        name, family, scale, direction, MeasurementSet.FULL, formula, undefined, tolerance, source);
  }

  /** The same, with good values there. */
  Metric best(Direction where) {
    return new Metric(name, family, scale, where, set, formula, undefined, tolerance, source);
  }

  /** The same, null for this reason. */
  Metric undefinedWhen(String reason) {
    return new Metric(name, family, scale, direction, set, formula, reason, tolerance, source);
  }

  /** The same, with a default tolerance. */
  Metric tolerating(double size) {
    return new Metric(name, family, scale, direction, set, formula, undefined, size, source);
  }

  /** The same, as defined there. */
  Metric from(String origin) {
    return new Metric(name, family, scale, direction, set, formula, undefined, tolerance, origin);
  }
}
