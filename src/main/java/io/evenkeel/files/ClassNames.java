package io.evenkeel.files;

import org.jspecify.annotations.Nullable;

/**
 * The names of the two classes of a binary model, as they are written in the file.
 *
 * @param positive the class that a probability column speaks of, {@code 1} unless told otherwise
 * @param negative the other class
 * @param favourable the class that is good for the person judged, if the file says so
 */
public record ClassNames(String positive, String negative, @Nullable String favourable) {
  /** Classes {@code 1} and {@code 0}. */
  public static final ClassNames ONE_ZERO = new ClassNames("1", "0", null);

  /** The usual opposite of a class name: 0 of 1, false of true, no of yes, else "not ...". */
  public static String oppositeOf(String positive) {
    return switch (positive) {
      case "1" -> "0";
      case "0" -> "1";
      case "true" -> "false";
      case "True" -> "False";
      case "yes" -> "no";
      default -> "not " + positive;
    };
  }
}
