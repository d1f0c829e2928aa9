package io.evenkeel.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of a scrape. */
record Scrape(String text) {
  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:]+)(\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  record Sample(String name, Map<String, String> labels, double value) {
    boolean has(String label, String wanted) {
      return wanted.equals(labels.getOrDefault(label, ""));
    }
  }

  List<Sample> all() {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .map(m -> new Sample(m.group(1), labels(m.group(3)), Double.parseDouble(m.group(4))))
        .toList();
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    if (text != null) {
      Matcher matcher = LABEL.matcher(text);
      while (matcher.find()) {
        labels.put(matcher.group(1), matcher.group(2));
      }
    }
    return labels;
  }

  List<Sample> of(String name) {
    return all().stream().filter(sample -> sample.name().equals(name)).toList();
  }

  List<Sample> ofModel(String model) {
    return all().stream().filter(sample -> sample.has("model", model)).toList();
  }

  Optional<Double> value(String name, String... labels) {
    return of(name).stream()
        .filter(
            sample -> {
              for (int i = 0; i < labels.length; i += 2) {
                if (!sample.has(labels[i], labels[i + 1])) {
                  return false;
                }
              }
              return true;
            })
        .map(Sample::value)
        .findFirst();
  }
}
