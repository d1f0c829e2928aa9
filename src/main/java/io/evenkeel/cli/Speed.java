package io.evenkeel.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How fast a replay goes: {@code 60x} or {@code max}. */
final class Speed {
  private static final Pattern FACTOR = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)x");

  private Speed() {}

  /** The factor, infinite for {@code max}. */
  static double parse(String text) {
    if (text.equals("max")) {
      return Double.POSITIVE_INFINITY;
    }
    Matcher match = FACTOR.matcher(text);
    if (!match.matches() || Double.parseDouble(match.group(1)) <= 0) {
      throw new UsageException("--speed is a factor such as 60x, or max, not '" + text + "'");
    }
    return Double.parseDouble(match.group(1));
  }
}
