package io.evenkeel.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${env:NAME}} and {@code ${file:path}} into texts. A file's last line end is dropped;
 * relative paths start at the folder of the settings. Nothing else in braces is touched.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(env|file):([^}]*)}");
  private static final long MOST_BYTES = 64 * 1024;

  private final Map<String, String> variables;
  private final Path folder;

  Placeholders(Map<String, String> variables, Path folder) {
    this.variables = Map.copyOf(variables);
    this.folder = folder;
  }

  /** The text with everything filled in; what cannot be found is noted at {@code place}. */
  String fill(String text, Value place) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String found =
          matcher.group(1).equals("env")
              ? variable(matcher.group(2), place)
              : file(matcher.group(2), place);
      matcher.appendReplacement(filled, Matcher.quoteReplacement(found));
    }
    return matcher.appendTail(filled).toString();
  }

  private String variable(String name, Value place) {
    String value = variables.get(name);
    if (value == null) {
      place.problem("the environment has no variable '" + name + "'");
    }
    return value == null ? "" : value;
  }

  private String file(String name, Value place) {
    try {
      Path file = folder.resolve(name);
      if (Files.size(file) > MOST_BYTES) {
        place.problem("file '" + name + "' is longer than " + MOST_BYTES + " bytes");
        return "";
      }
      return Files.readString(file).replaceFirst("\\R\\z", "");
    } catch (IOException | InvalidPathException | SecurityException unreadable) {
      place.problem("file '" + name + "' cannot be read");
      return "";
    }
  }
}
