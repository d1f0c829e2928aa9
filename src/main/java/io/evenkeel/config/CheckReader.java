package io.evenkeel.config;

import io.evenkeel.monitor.AssociationLimits;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Check.Compare;
import io.evenkeel.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code checks}. */
final class CheckReader {
  /** What {@code drift:} may name, and the metric that stands for it. */
  static final Map<String, String> DRIFTS =
      new TreeMap<>(
          Map.of(
              "features", "total_variation_distance",
              "prediction", "prediction_drift",
              "score", "score_drift",
              "label", "label_drift"));

  private static final Map<String, Compare> COMPARES = Names.words(Compare.class);

  private final Section section;
  private final SliceNames slices;

  CheckReader(Section section, SliceNames slices) {
    this.section = section;
    this.slices = slices;
  }

  /** The check, or nothing when it cannot be made; the reason is noted. */
  Optional<Check> read(Problems problems) {
    int before = problems.size();
    Optional<String> named = section.text("name");
    List<String> over = over();
    Optional<Metric> metric = metric();
    if (metric.isEmpty()) {
      section.find("tolerance").ifPresent(Value::asNumber);
      return Optional.empty();
    }
    if (metric.get().form() == Metric.Form.PROXY) {
      return association(metric.get(), named, problems, before);
    }
    foreign();
    Compare compare = compare(metric.get());
    String feature = feature(metric.get());
    CheckLimit limit = new CheckLimitReader(section, metric.get(), compare).read();
    if (problems.size() > before || limit == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Check(
            named.orElse(defaultName(metric.get(), feature, compare)),
            metric.get().kind(compare),
            metric.get().name(),
            compare,
            feature,
            over,
            limit.method(),
            limit.tolerance(),
            limit.critical()));
  }

  private Optional<Check> association(
      Metric metric, Optional<String> named, Problems problems, int before) {
    ProxyLimitReader reader = new ProxyLimitReader(section);
    AssociationLimits association = reader.association();
    CheckLimit limit = reader.gap();
    String feature = section.text("feature").orElse(null);
    List<String> attributes = reader.attributes();
    if (problems.size() > before) {
      return Optional.empty();
    }
    return Optional.of(
        new Check(
            named.orElse("association" + (feature == null ? "" : ":" + feature)),
            metric.kind(Compare.NONE),
            metric.name(),
            Compare.NONE,
            feature,
            attributes,
            limit.method(),
            limit.tolerance(),
            limit.critical(),
            association));
  }

  private void foreign() {
    for (String key : List.of("attributes", "uncertainty", "min-records")) {
      section.find(key).ifPresent(value -> value.problem("belongs to an association check"));
    }
  }

  static String defaultName(Metric metric, @Nullable String feature, Compare compare) {
    return metric.name() + (feature == null ? "" : ":" + feature) + ":" + Names.word(compare);
  }

  private Optional<Metric> metric() {
    List<String> given =
        List.of("metric", "drift", "calibration", "association").stream()
            .filter(section::has)
            .toList();
    if (given.size() != 1) {
      section
          .value()
          .problem(
              given.isEmpty()
                  ? "must have one of 'metric', 'drift', 'calibration' and 'association'"
                  : "must have only one of " + given);
      return Optional.empty();
    }
    Value value = section.find(given.get(0)).orElseThrow();
    return switch (given.get(0)) {
      case "drift" -> value.asChoice(DRIFTS).flatMap(MetricNames::find);
      case "calibration" -> wanted(value, "expected_calibration_error");
      case "association" -> wanted(value, Check.PROXY_OUTCOME_GAP);
      default -> value.asText().flatMap(name -> named(value, name));
    };
  }

  private static Optional<Metric> wanted(Value value, String metric) {
    Optional<Boolean> wanted = value.asFlag();
    if (wanted.isPresent() && !wanted.get()) {
      value.problem("must be true; leave the check out when it is not wanted");
    }
    return wanted.filter(yes -> yes).flatMap(yes -> MetricNames.find(metric));
  }

  private static Optional<Metric> named(Value value, String name) {
    Optional<Metric> metric = MetricNames.find(name);
    if (metric.isEmpty()) {
      value.problem("unknown metric '" + name + "'" + MetricNames.suggestion(name));
    }
    return metric;
  }

  private Compare compare(Metric metric) {
    Compare implied = metric.form().implied();
    Compare otherwise = implied == null ? Compare.NONE : implied;
    Value value = section.get("compare");
    if (value == null) {
      return otherwise;
    }
    Compare compare = value.asChoice(COMPARES).orElse(otherwise);
    if (implied != null && compare != implied) {
      value.problem(metric.name() + " is compared with " + words(implied) + " only");
    }
    return compare;
  }

  private static String words(Compare compare) {
    return switch (compare) {
      case GROUPS -> "the reference group";
      case PROFILE -> "the profile";
      case NONE -> "nothing";
    };
  }

  private @Nullable String feature(Metric metric) {
    Value value = section.get("feature");
    if (value != null && !metric.perFeature()) {
      value.problem(metric.name() + " is not measured per feature");
    }
    return value == null ? null : value.asText().orElse(null);
  }

  private List<String> over() {
    List<String> over = new ArrayList<>();
    for (Value item : section.find("slices").map(Value::asList).orElse(List.of())) {
      item.asText()
          .ifPresent(
              text ->
                  slices
                      .find(text)
                      .ifPresentOrElse(
                          over::add,
                          () ->
                              item.problem(
                                  "'"
                                      + text
                                      + "' is not a slice of this monitor"
                                      + Suggestion.text(text, slices.known()))));
    }
    return over;
  }
}
