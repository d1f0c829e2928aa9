package io.evenkeel.config;

import io.evenkeel.problem.Problem;
import io.evenkeel.problem.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a monitor file that names a feature, kept so that the name can be checked once the
 * features of the model are known.
 *
 * @param feature the name
 * @param path where it stands
 * @param line counted from 1, or null
 */
public record FeatureMention(String feature, String path, @Nullable Integer line) {

  /** What is wrong with this mention if these are all features. */
  Optional<Problem> problem(Collection<String> known) {
    String message =
        "'" + feature + "' is not a feature of this model" + Suggestion.text(feature, known);
    return known.contains(feature)
        ? Optional.empty()
        : Optional.of(new Problem(path, message, line));
  }

  /** Every mention in a monitor: the listed features, and those of checks. */
  static List<FeatureMention> in(Section monitor, Map<String, Value> features) {
    List<FeatureMention> mentions = new ArrayList<>();
    features.forEach((name, place) -> mentions.add(of(name, place)));
    for (Value check : monitor.find("checks").map(Value::items).orElse(List.of())) {
      Value feature = check.fields().get("feature");
      if (feature != null && !feature.text().isBlank()) {
        mentions.add(of(feature.text(), feature));
      }
    }
    return mentions;
  }

  private static FeatureMention of(String name, Value place) {
    return new FeatureMention(name, place.path(), place.line());
  }
}
