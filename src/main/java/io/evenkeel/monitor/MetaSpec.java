package io.evenkeel.monitor;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where slicing attributes come from, and how their values become groups.
 *
 * @param attributes those that come on a topic of their own, by prediction id; empty for none. Each
 *     has groups, so that no raw value is ever shown
 * @param waitFor how far the time of a meta record may lie from its prediction's, before or after
 * @param groups by attribute, wherever it comes from
 */
public record MetaSpec(List<String> attributes, Duration waitFor, Map<String, Grouping> groups) {

  /** How long meta attributes are waited for when nothing is said. */
  public static final Duration USUAL_WAIT = Duration.ofHours(1);

  /** Everything comes with the prediction, and values stay as they are. */
  public static final MetaSpec NONE = new MetaSpec(List.of(), USUAL_WAIT, Map.of());

  public MetaSpec {
    attributes = List.copyOf(attributes);
    groups = Collections.unmodifiableMap(new TreeMap<>(groups));
    if (waitFor.isNegative()) {
      throw new IllegalArgumentException("meta.wait must not be negative, got " + waitFor);
    }
    for (String attribute : attributes) {
      if (!groups.containsKey(attribute)) {
        throw new IllegalArgumentException(
            "meta attribute " + attribute + " comes on a topic of its own and needs groups");
      }
    }
  }

  /** Whether attributes come on a topic of their own. */
  public boolean onTopic() {
    return !attributes.isEmpty();
  }
}
