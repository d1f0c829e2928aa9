package io.evenkeel.ingest;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a field of a record is: {@code applicant.address[0].city}, or as a JSON pointer {@code
 * /applicant/address/0/city}; {@code $} is the record itself, {@code @key} the text of the record's
 * key.
 *
 * @param text as it was written
 * @param steps names and positions from the record on
 */
public record FieldPath(String text, List<String> steps) {
  private static final String KEY = "@key";
  private static final Pattern STEP =
      Pattern.compile("\\.?([^.\\[\\]'\"]+)|\\[(\\d{1,6})\\]|\\['([^']+)'\\]");
  private static final int MOST_STEPS = 32;

  public FieldPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static FieldPath parse(String text) {
    if (text.equals(KEY) || text.equals("$")) {
      return new FieldPath(text, List.of());
    }
    List<String> steps = text.startsWith("/") ? pointer(text) : dotted(text);
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "'" + text + "' is no path such as applicant.age, items[0].price or /applicant/age");
    }
    return new FieldPath(text, steps);
  }

  private static List<String> pointer(String text) {
    List<String> steps = new ArrayList<>();
    for (String step : text.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return steps;
  }

  private static List<String> dotted(String text) {
    String rest = text.startsWith("$.") ? text.substring(2) : text;
    List<String> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(rest);
    int end = 0;
    while (end < rest.length() && matcher.find(end) && matcher.start() == end) {
      if (matcher.group(1) != null && end > 0 && rest.charAt(end) != '.') {
        return List.of();
      }
      steps.add(group(matcher));
      end = matcher.end();
    }
    return end == rest.length() && !rest.startsWith(".") ? steps : List.of();
  }

  private static String group(Matcher matcher) {
    for (int i = 1; i <= matcher.groupCount(); i++) {
      @Nullable String group = matcher.group(i);
      if (group != null) {
        return group;
      }
    }
    return "";
  }

  /** What stands there in a record; a place without a value where nothing does. */
  At find(At record, @Nullable String key) {
    if (text.equals(KEY)) {
      return new At(key == null ? MissingNode.getInstance() : TextNode.valueOf(key), null, KEY);
    }
    At at = record;
    for (String step : steps) {
      at = at.isArray() && isPosition(step) ? at.item(Integer.parseInt(step)) : at.field(step);
    }
    return at;
  }

  private static boolean isPosition(String step) {
    return step.length() <= 6
        && !step.isEmpty()
        && step.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
