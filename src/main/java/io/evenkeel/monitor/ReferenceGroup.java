package io.evenkeel.monitor;

import java.util.Map;

/**
 * Whom the groups are compared with.
 *
 * @param strategy how the reference is found for attributes that {@code given} does not name
 * @param given the reference value by attribute, such as {@code sex -> Male}
 */
public record ReferenceGroup(Strategy strategy, Map<String, String> given) {

  /** How a reference is chosen. */
  public enum Strategy {
    /** The largest group of the profile. */
    LARGEST,
    /** Everybody else. */
    REST,
    /** Everybody, the group included. */
    OVERALL,
    /** The group with the most favourable value in the profile, frozen there. */
    BEST_IN_PROFILE
  }

  public ReferenceGroup {
    given = Map.copyOf(given);
  }

  /** The largest group of the profile for every attribute. */
  public static final ReferenceGroup DEFAULT = new ReferenceGroup(Strategy.LARGEST, Map.of());
}
