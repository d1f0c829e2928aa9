package io.evenkeel.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Spelling of keys and words: users may write {@code idleTimeout} or {@code idle-timeout}. */
final class Names {
  private Names() {}

  /** The spelling with dashes, all lower case when there were humps. */
  static String kebab(String word) {
    StringBuilder dashed = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      boolean hump =
          Character.isUpperCase(letter) && i > 0 && Character.isLowerCase(word.charAt(i - 1));
      dashed.append(hump ? "-" : "").append(Character.toLowerCase(letter));
    }
    return dashed.toString().replace('_', '-');
  }

  /** The words of an enum, by the spelling used in files: {@code best-in-profile}. */
  static <E extends Enum<E>> Map<String, E> words(Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .collect(Collectors.toMap(Names::word, Function.identity(), (a, b) -> a, TreeMap::new));
  }

  /** One enum constant as written in files. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
