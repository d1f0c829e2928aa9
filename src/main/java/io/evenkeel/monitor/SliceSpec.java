package io.evenkeel.monitor;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * A way to slice the traffic: by one attribute, or by the cross of several.
 *
 * @param attributes names of meta attributes or features; at least one, no repetition, in the order
 *     the user wrote
 * @param windows the report windows in which these slices appear; empty means all of the monitor's
 */
public record SliceSpec(List<String> attributes, List<ReportWindow> windows) {

  public SliceSpec {
    attributes = List.copyOf(attributes);
    windows = List.copyOf(windows);
    if (attributes.isEmpty() || new LinkedHashSet<>(attributes).size() != attributes.size()) {
      throw new IllegalArgumentException("a slice needs different attributes, got " + attributes);
    }
  }

  /** Slices by these attributes in every report window. */
  public static SliceSpec of(String... attributes) {
    return new SliceSpec(List.of(attributes), List.of());
  }

  /** Whether these slices are reported for {@code window}. */
  public boolean reportedIn(ReportWindow window) {
    return windows.isEmpty() || windows.contains(window);
  }

  /** The spec as written in a monitor file: {@code sex & race}. */
  @Override
  public String toString() {
    return String.join(" & ", attributes);
  }
}
