package io.evenkeel.monitor;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * The classes of a classifier.
 *
 * @param labels every class in a fixed order, at least two, without repetition; for a binary task
 *     the negative class first
 * @param positive the class that true positives are counted for
 * @param favourable the class that is good for the person concerned
 */
public record Classes(List<String> labels, String positive, String favourable) {

  /** The usual {@code 0} and {@code 1}, where 1 is positive and favourable. */
  public static final Classes ZERO_ONE = new Classes(List.of("0", "1"), "1", "1");

  public Classes {
    labels = List.copyOf(labels);
    if (labels.size() < 2 || new LinkedHashSet<>(labels).size() != labels.size()) {
      throw new IllegalArgumentException(
          "classes must be at least two different labels, got " + labels);
    }
    if (!labels.contains(positive)) {
      throw new IllegalArgumentException("positive class " + positive + " is not among " + labels);
    }
    if (!labels.contains(favourable)) {
      throw new IllegalArgumentException(
          "favourable class " + favourable + " is not among " + labels);
    }
  }

  /** Index of a label in {@link #labels}, or -1 for an unknown one. */
  public int indexOf(String label) {
    return labels.indexOf(label);
  }

  /** Index of the positive class. */
  public int positiveIndex() {
    return labels.indexOf(positive);
  }

  /** Index of the favourable class. */
  public int favourableIndex() {
    return labels.indexOf(favourable);
  }
}
