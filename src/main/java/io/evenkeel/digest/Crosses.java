package io.evenkeel.digest;

import io.evenkeel.monitor.SliceSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The crosses of two single attributes that are sliced by without being listed.
 *
 * <p>Which combinations get a slice of their own is decided by the frozen reference alone: those
 * with {@value #ENOUGH} records or more, the largest first, up to the monitor's {@code max-slices};
 * of equal ones the first by name. Everything else, also what only live traffic knows, is summed in
 * one slice of the cross, {@value Slicer#OTHER}, and so counted. Neither order of arrival nor
 * partitioning can change that. Listed slices are never dropped, whatever their values.
 */
public final class Crosses {
  /** Reference records that a combination needs. */
  public static final long ENOUGH = 100;

  /** No crosses. */
  public static final Crosses NONE = new Crosses(List.of(), Set.of());

  private final List<SliceSpec> specs;
  private final @Nullable Set<String> kept;

  private Crosses(List<SliceSpec> specs, @Nullable Set<String> kept) {
    this.specs = List.copyOf(specs);
    this.kept = kept == null ? null : Set.copyOf(kept);
  }

  /** Every combination of every cross: for counting what there is. */
  public static Crosses everything(List<SliceSpec> listed) {
    return new Crosses(candidates(listed), null);
  }

  /**
   * The crosses with enough records.
   *
   * @param listed the slices of the monitor, whose single attributes are crossed
   * @param records reference records by slice name; other names than those of crosses are ignored
   * @param most combinations over all crosses
   */
  public static Crosses chosen(List<SliceSpec> listed, Map<String, Long> records, int most) {
    List<SliceSpec> candidates = candidates(listed);
    Slicer slicer = new Slicer(candidates);
    List<String> names =
        records.keySet().stream()
            .filter(name -> slicer.specOf(name) != null && !Slicer.isOther(name))
            .filter(name -> records.getOrDefault(name, 0L) >= ENOUGH)
            .sorted(
                Comparator.comparing((String name) -> records.getOrDefault(name, 0L))
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .limit(most)
            .toList();
    Set<SliceSpec> used = new HashSet<>();
    names.forEach(name -> used.add(slicer.specOf(name)));
    return new Crosses(candidates.stream().filter(used::contains).toList(), Set.copyOf(names));
  }

  /** Pairs of single attributes in the monitor's order, without those that are listed anyhow. */
  private static List<SliceSpec> candidates(List<SliceSpec> listed) {
    Set<Set<String>> known = new HashSet<>();
    Set<String> singles = new LinkedHashSet<>();
    for (SliceSpec spec : listed) {
      known.add(Set.copyOf(spec.attributes()));
      if (spec.attributes().size() == 1) {
        singles.addAll(spec.attributes());
      }
    }
    List<String> attributes = List.copyOf(singles);
    List<SliceSpec> pairs = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      for (int j = i + 1; j < attributes.size(); j++) {
        if (!known.contains(Set.of(attributes.get(i), attributes.get(j)))) {
          pairs.add(SliceSpec.of(attributes.get(i), attributes.get(j)));
        }
      }
    }
    return pairs;
  }

  /** The crosses that are sliced by. */
  public List<SliceSpec> specs() {
    return specs;
  }

  /** Whether a combination has a slice of its own. */
  boolean keeps(String slice) {
    return kept == null || kept.contains(slice);
  }
}
