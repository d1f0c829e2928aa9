package io.evenkeel.files;

/**
 * Cells of a numeric feature that hold no number and were taken as missing.
 *
 * @param feature the feature
 * @param count how many
 * @param line where the first one stands
 * @param text what it says
 */
public record Unreadable(String feature, long count, long line, String text) {
  /** One more of them. */
  Unreadable plusOne() {
    return new Unreadable(feature, count + 1, line, text);
  }

  @Override
  public String toString() {
    return "%s: %,d values that are no numbers were taken as missing, first '%s' in line %d"
        .formatted(feature, count, text, line);
  }
}
