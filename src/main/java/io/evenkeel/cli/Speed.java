package io.evenkeel.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How fast a replay goes: {@code 60x} or {@code max}. */
final class Speed {
  private static final Pattern FACTOR = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)x");

  private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,5})([smh])");

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

  /**
   * How long a play takes, or null for as fast as possible.
   *
   * @param duration such as {@code 90s} or {@code 5m}
   * @param speed how many times faster than that, or {@code max}
   */
  static @Nullable Duration pace(String duration, String speed) {
    double factor = speed.endsWith("x") || speed.equals("max") ? parse(speed) : parse(speed + "x");
    Matcher match = SPAN.matcher(duration);
    if (!match.matches()) {
      throw new UsageException("--duration is a time such as 90s or 5m, not '" + duration + "'");
    }
    long unit =
        switch (match.group(2)) {
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        };
    double millis = Integer.parseInt(match.group(1)) * (double) unit / factor;
    return millis < 1 ? null : Duration.ofMillis((long) millis);
  }
}
