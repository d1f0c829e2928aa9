package io.evenkeel.monitor;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time as users write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code
 * 7d}, {@code 2w}.
 */
public final class Spans {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d|w)");

  private Spans() {}

  /** The span that {@code text} means, or nothing when it is not a span. */
  public static Optional<Duration> parse(String text) {
    Matcher match = SPAN.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(match.group(1));
    try {
      return Optional.of(
          switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofDays(Math.multiplyExact(amount, 7));
          });
    } catch (ArithmeticException overflow) {
      return Optional.empty();
    }
  }

  /** The shortest spelling: the largest unit that divides the span. */
  public static String format(Duration span) {
    long millis = span.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds != 0 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds != 0 && seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    if (seconds != 0 && seconds % 60 == 0) {
      return seconds / 60 + "m";
    }
    return seconds + "s";
  }
}
