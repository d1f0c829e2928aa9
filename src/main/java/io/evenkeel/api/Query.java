package io.evenkeel.api;

import io.evenkeel.http.HttpProblem;
import io.evenkeel.http.Problem;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, checked; what is wrong is told with its name. */
final class Query {
  static final int PAGE = 100;
  static final int MOST = 1000;

  private final Context context;

  Query(Context context) {
    this.context = context;
  }

  String path(String name) {
    return context.pathParam(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isEmpty());
  }

  /** Values of a parameter that may be repeated. */
  List<String> texts(String name) {
    return context.queryParams(name).stream().filter(text -> !text.isEmpty()).toList();
  }

  int limit(int usual, int most) {
    return whole("limit", usual, most);
  }

  int whole(String name, int usual, int most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw wrong(name, "must be a whole number from 1 to " + most);
  }

  /** A time as ISO 8601 or milliseconds since 1970. */
  @Nullable Long time(String name) {
    return text(name).map(text -> time(name, text)).orElse(null);
  }

  static long time(String name, String text) {
    try {
      return text.matches("-?\\d{1,18}")
          ? Long.parseLong(text)
          : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw wrong(name, "must be a time such as 2026-01-31T08:00:00Z, or milliseconds since 1970");
    }
  }

  <E extends Enum<E>> List<E> words(String name, Class<E> type) {
    return texts(name).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(word -> word(name, type, word))
        .toList();
  }

  private static <E extends Enum<E>> E word(String name, Class<E> type, String word) {
    try {
      return Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong(
          name, "must be one of " + Arrays.toString(type.getEnumConstants()) + ", got " + word);
    }
  }

  static HttpProblem wrong(String name, String what) {
    return new HttpProblem(Problem.input(name + " " + what, "query:" + name));
  }

  static HttpProblem missing(String what) {
    return new HttpProblem(Problem.notFound(what));
  }
}
