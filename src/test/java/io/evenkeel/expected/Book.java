package io.evenkeel.expected;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is compared, and what is not and why.
 *
 * <p>Patterns are paths in which {@code *} stands for one part or a piece of one. Exceptions go
 * first. Every number must match exactly one exception or else exactly one comparison, and every
 * entry must be used.
 */
final class Book {
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(
      String pattern,
      Pattern regex,
      @Nullable Function<List<String>, Answer> answer,
      String reason) {}

  /**
   * What came of a walk.
   *
   * @param excepted numbers left out, by reason
   * @param problems what is wrong, empty when all is well
   */
  record Outcome(int compared, Map<String, Integer> excepted, List<String> problems) {}

  /** Numbers at {@code pattern} equal the answer for the parts that its stars stand for. */
  void compare(String pattern, Function<List<String>, Answer> answer) {
    entries.add(new Entry(pattern, regex(pattern), answer, ""));
  }

  /** Numbers at {@code pattern} are not compared. */
  void except(String pattern, String reason) {
    entries.add(new Entry(pattern, regex(pattern), null, reason));
  }

  private static Pattern regex(String pattern) {
    String body =
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? "([^>]*)" : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return Pattern.compile(body);
  }

  Outcome walk(Map<String, @Nullable Double> numbers) {
    Map<String, Integer> excepted = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    Map<Entry, Integer> used = new LinkedHashMap<>();
    int compared = 0;
    for (Map.Entry<String, @Nullable Double> number : numbers.entrySet()) {
      List<Entry> fitting = fitting(number.getKey());
      if (fitting.size() != 1) {
        problems.add(number.getKey() + ": " + fitting.size() + " entries in the book");
        continue;
      }
      Entry entry = fitting.get(0);
      used.merge(entry, 1, Integer::sum);
      if (entry.answer() == null) {
        excepted.merge(entry.reason(), 1, Integer::sum);
        continue;
      }
      compared++;
      String mismatch = ask(entry.answer(), stars(entry, number.getKey()), number.getValue());
      if (mismatch != null) {
        problems.add(number.getKey() + ": " + mismatch);
      }
    }
    for (Entry entry : entries) {
      if (!used.containsKey(entry)) {
        problems.add("nothing matches " + entry.pattern());
      }
    }
    return new Outcome(compared, excepted, problems);
  }

  private List<Entry> fitting(String path) {
    List<Entry> fitting = entries.stream().filter(e -> e.regex().matcher(path).matches()).toList();
    List<Entry> exceptions = fitting.stream().filter(e -> e.answer() == null).toList();
    return exceptions.isEmpty() ? fitting : exceptions;
  }

  private static @Nullable String ask(
      Function<List<String>, Answer> answer, List<String> stars, @Nullable Double expected) {
    try {
      return answer.apply(stars).mismatch(expected);
    } catch (Evaluated.Absent absent) {
      return absent.getMessage();
    }
  }

  private static List<String> stars(Entry entry, String path) {
    Matcher matcher = entry.regex().matcher(path);
    List<String> stars = new ArrayList<>();
    if (matcher.matches()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        stars.add(matcher.group(group));
      }
    }
    return stars;
  }
}
