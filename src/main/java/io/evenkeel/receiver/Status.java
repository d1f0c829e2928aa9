package io.evenkeel.receiver;

import io.evenkeel.receiver.Outcome.Fate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What statuses and headers of HTTP answers mean for a message. */
final class Status {
  /**
   * Client errors that speak of the route, not of the message: somebody will mend the token or the
   * address, and until then every message would fail.
   */
  private static final Set<Integer> OF_THE_ROUTE =
      Set.of(401, 402, 403, 404, 405, 407, 408, 409, 410, 421, 423, 425, 426, 429);

  private Status() {}

  static Fate fate(int status) {
    if (status >= 200 && status < 300) {
      return Fate.ACCEPTED;
    }
    return status >= 400 && status < 500 && !OF_THE_ROUTE.contains(status)
        ? Fate.REFUSED
        : Fate.LATER;
  }

  /** The header {@code Retry-After}, in seconds or as a date; null when it is neither. */
  static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    try {
      Duration wait =
          text.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (NumberFormatException | DateTimeException | ArithmeticException meaningless) {
      return null;
    }
  }
}
