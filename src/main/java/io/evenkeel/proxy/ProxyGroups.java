package io.evenkeel.proxy;

import io.evenkeel.digest.Slicer;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.SliceSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of an attribute that the frozen reference knows. */
public final class ProxyGroups {
  /** Groups that are looked at one by one. */
  private static final int MOST = 20;

  private ProxyGroups() {}

  /** Slice names of the groups in a profile, sorted; only the largest if there are many. */
  public static List<String> of(@Nullable ReferenceProfile profile, String attribute) {
    Map<String, SliceSummary> slices = profile == null ? Map.of() : profile.slices();
    return slices.entrySet().stream()
        .filter(slice -> Slicer.isGroupOf(attribute, slice.getKey()))
        .sorted(
            Comparator.<Map.Entry<String, SliceSummary>>comparingLong(s -> -s.getValue().rows())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
