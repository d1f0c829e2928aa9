package io.evenkeel.evaluation;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which groups must stay hidden so that none smaller than k can be read, or worked out.
 *
 * <p>A group is hidden when it is smaller than k. Because the parts of a published whole add up to
 * it, hiding one part alone hides nothing: in every whole (everybody, or a slice that finer slices
 * divide) the smallest further parts are hidden too, until the hidden ones are at least two and
 * together at least k (primary and complementary cell suppression, Hundepool et al. 2012). Records
 * of a whole that are in none of its parts count as a hidden part, and a hidden whole does not keep
 * all its parts. What follows from comparing windows that overlap in time, or one window before and
 * after more records came, is not hidden.
 */
public final class Suppression {
  private final long k;
  private final SortedMap<String, Long> sizes;
  private final SortedMap<String, List<List<String>>> wholes = new TreeMap<>();
  private final Set<String> hidden = new HashSet<>();

  private Suppression(long k, SortedMap<String, Long> sizes) {
    this.k = k;
    this.sizes = sizes;
    sizes.keySet().forEach(whole -> wholes.put(whole, parts(whole)));
  }

  /**
   * The slices of a window to hide, in reports as in alerts; records of each are counted, whatever
   * they weigh.
   *
   * @param slices summaries by slice name; slices that the plan does not know are passed over
   */
  public static Set<String> hidden(Plan plan, Map<String, SliceSummary> slices) {
    int k = plan.monitor().limits().suppressBelow();
    if (k <= 1) {
      return Set.of();
    }
    Map<String, Long> sizes = new HashMap<>();
    slices.forEach(
        (slice, summary) -> {
          if (slice.equals(Slicer.OVERALL) || plan.slicer().specOf(slice) != null) {
            sizes.put(slice, summary.rows());
          }
        });
    return hidden(sizes, k);
  }

  /**
   * The slices to hide.
   *
   * @param sizes records of every slice that would be published, by its name
   * @param k smallest group that may be seen; below 2 nothing is hidden
   */
  public static Set<String> hidden(Map<String, Long> sizes, long k) {
    if (k <= 1) {
      return Set.of();
    }
    Suppression suppression = new Suppression(k, new TreeMap<>(sizes));
    suppression.primary();
    while (suppression.complementary()) {
      // Hiding a part of one whole may leave a lone hidden part in another.
    }
    return Set.copyOf(suppression.hidden);
  }

  private void primary() {
    sizes.forEach(
        (slice, size) -> {
          if (size > 0 && size < k) {
            hidden.add(slice);
          }
        });
  }

  private boolean complementary() {
    boolean more = false;
    for (Map.Entry<String, List<List<String>>> whole : wholes.entrySet()) {
      for (List<String> parts : whole.getValue()) {
        more |=
            hidden.contains(whole.getKey())
                ? breakUp(whole.getKey(), parts)
                : protect(whole.getKey(), parts);
      }
    }
    return more;
  }

  /** The slices that divide {@code whole}, by the attributes they add to it. */
  private List<List<String>> parts(String whole) {
    Map<String, List<String>> byAttributes = new TreeMap<>();
    List<String> wholeTerms = terms(whole);
    for (String slice : sizes.keySet()) {
      List<String> terms = terms(slice);
      if (terms.size() > wholeTerms.size() && terms.containsAll(wholeTerms)) {
        StringBuilder attributes = new StringBuilder();
        terms.forEach(term -> attributes.append(term, 0, term.indexOf('=') + 1));
        byAttributes.computeIfAbsent(attributes.toString(), a -> new ArrayList<>()).add(slice);
      }
    }
    return List.copyOf(byAttributes.values());
  }

  private static List<String> terms(String slice) {
    return slice.equals(Slicer.OVERALL) ? List.of() : Arrays.asList(slice.split("&"));
  }

  /** Hides parts of a whole that is shown until nothing small follows from the rest. */
  private boolean protect(String whole, List<String> parts) {
    boolean more = false;
    while (exposed(whole, parts) && hideSmallest(parts)) {
      more = true;
    }
    return more;
  }

  /** A hidden whole whose parts are all shown is their sum: hides one of them. */
  private boolean breakUp(String whole, List<String> parts) {
    return remainder(whole, parts) == 0
        && parts.stream().noneMatch(part -> hidden.contains(part) && size(part) > 0)
        && hideSmallest(parts);
  }

  private boolean hideSmallest(List<String> parts) {
    return parts.stream()
        .filter(part -> !hidden.contains(part) && size(part) > 0)
        .min(Comparator.comparingLong(this::size).thenComparing(part -> part))
        .map(hidden::add)
        .orElse(false);
  }

  private boolean exposed(String whole, List<String> parts) {
    long remainder = remainder(whole, parts);
    long count = remainder > 0 ? 1 : 0;
    long total = Math.max(0, remainder);
    for (String part : parts) {
      if (hidden.contains(part)) {
        count++;
        total += size(part);
      }
    }
    // A remainder alone may be seen when it is large: no slice is named by it.
    boolean named = count > (remainder > 0 ? 1 : 0);
    return count > 0 && (total < k || (named && count < 2));
  }

  /** Records of the whole that are in none of the parts. */
  private long remainder(String whole, List<String> parts) {
    return size(whole) - parts.stream().mapToLong(this::size).sum();
  }

  private long size(String slice) {
    return sizes.getOrDefault(slice, 0L);
  }
}
