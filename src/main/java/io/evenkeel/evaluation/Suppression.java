package io.evenkeel.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 * together at least k (primary and complementary cell suppression, Hundepool et al. 2012). What
 * follows from comparing windows that overlap in time is not hidden.
 */
public final class Suppression {
  private final long k;
  private final SortedMap<String, Long> sizes;
  private final Set<String> hidden = new HashSet<>();

  private Suppression(long k, SortedMap<String, Long> sizes) {
    this.k = k;
    this.sizes = sizes;
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
    for (String whole : sizes.keySet()) {
      if (!hidden.contains(whole)) {
        for (List<String> parts : parts(whole).values()) {
          more |= protect(parts);
        }
      }
    }
    return more;
  }

  /** The slices that divide {@code whole}, by the attributes they add to it. */
  private Map<String, List<String>> parts(String whole) {
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
    return byAttributes;
  }

  private static List<String> terms(String slice) {
    return slice.equals("*") ? List.of() : Arrays.asList(slice.split("&"));
  }

  private boolean protect(List<String> parts) {
    boolean more = false;
    while (exposed(parts)) {
      String next =
          parts.stream()
              .filter(part -> !hidden.contains(part) && size(part) > 0)
              .min(Comparator.comparingLong(this::size).thenComparing(part -> part))
              .orElse(null);
      if (next == null) {
        return more;
      }
      hidden.add(next);
      more = true;
    }
    return more;
  }

  private boolean exposed(List<String> parts) {
    long count = 0;
    long total = 0;
    for (String part : parts) {
      if (hidden.contains(part)) {
        count++;
        total += size(part);
      }
    }
    return count > 0 && (count < 2 || total < k);
  }

  private long size(String slice) {
    return sizes.getOrDefault(slice, 0L);
  }
}
