package io.evenkeel.config;

import io.evenkeel.config.Metric.Worse;
import io.evenkeel.monitor.Check.Compare;
import io.evenkeel.monitor.Check.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads method, direction, tolerance or threshold, and critical of one check.
 *
 * <p>A tolerance says how large an effect is harmless and is judged with its uncertainty; a
 * threshold is a bare limit on the value.
 */
final class CheckLimitReader {
  private enum Way {
    SEQUENTIAL,
    INTERVAL,
    FIXED
  }

  private static final Map<String, Way> WAYS = Names.words(Way.class);
  private static final Map<String, Worse> DIRECTIONS =
      new TreeMap<>(Map.of("above", Worse.HIGHER, "below", Worse.LOWER));

  private final Section section;
  private final Metric metric;
  private final Compare compare;

  CheckLimitReader(Section section, Metric metric, Compare compare) {
    this.section = section;
    this.metric = metric;
    this.compare = compare;
  }

  /** The limit, or null when it cannot be made; the reason is noted. */
  @Nullable CheckLimit read() {
    Optional<Way> given = section.find("method").flatMap(value -> value.asChoice(WAYS));
    Value threshold = section.get("threshold");
    Value tolerance = section.get("tolerance");
    Value deviations = section.get("sd");
    if (deviations != null) {
      return spread(given.orElse(Way.FIXED), deviations);
    }
    if (threshold == null && tolerance == null) {
      section
          .value()
          .problem("'" + (takesTolerance() ? "tolerance" : "threshold") + "' is missing");
      return null;
    }
    if (threshold != null && tolerance != null) {
      threshold.problem("'tolerance' and 'threshold' exclude each other");
      return null;
    }
    if (threshold != null || (given.isPresent() && given.get() == Way.FIXED)) {
      return fixed(given.orElse(Way.FIXED), threshold == null ? tolerance : threshold);
    }
    return tolerated(given.orElse(null), tolerance);
  }

  private @Nullable CheckLimit spread(Way way, Value deviations) {
    if (way != Way.FIXED) {
      section.find("method").ifPresent(v -> v.problem("a limit by 'sd' is always 'fixed'"));
    }
    for (String other : List.of("threshold", "tolerance", "direction")) {
      section.find(other).ifPresent(v -> v.problem("'" + other + "' and 'sd' exclude each other"));
    }
    OptionalDouble count = deviations.asNumber();
    if (count.isEmpty()) {
      return null;
    }
    if (!(count.getAsDouble() > 0)) {
      deviations.problem("must be above 0, got " + deviations.text());
      return null;
    }
    return new CheckLimit(
        Method.FIXED_SD, count.getAsDouble(), critical(count.getAsDouble(), Method.FIXED_SD));
  }

  private boolean takesTolerance() {
    return metric.form().tolerates(compare);
  }

  private @Nullable CheckLimit fixed(Way way, @Nullable Value limit) {
    if (way != Way.FIXED) {
      section
          .find("method")
          .ifPresent(v -> v.problem("a threshold is always 'fixed'; give a tolerance"));
      return null;
    }
    Worse worse = direction();
    OptionalDouble bound = limit == null ? OptionalDouble.empty() : limit.asNumber();
    if (worse == Worse.NEITHER) {
      section.value().problem("'direction' is missing: is 'above' or 'below' the threshold bad?");
    }
    if (bound.isEmpty()) {
      return null;
    }
    Method method = worse == Worse.LOWER ? Method.FIXED_BELOW : Method.FIXED_ABOVE;
    return new CheckLimit(method, bound.getAsDouble(), critical(bound.getAsDouble(), method));
  }

  private Worse direction() {
    boolean gap = compare != Compare.NONE && metric.form().implied() == null;
    Worse usual = gap ? Worse.HIGHER : metric.worse();
    return section.find("direction").flatMap(value -> value.asChoice(DIRECTIONS)).orElse(usual);
  }

  private @Nullable CheckLimit tolerated(@Nullable Way way, @Nullable Value value) {
    section
        .find("direction")
        .ifPresent(v -> v.problem("belongs to a threshold; a tolerance knows its direction"));
    if (!takesTolerance()) {
      refuse(value == null ? section.value() : value);
      return null;
    }
    boolean sequential = metric.form().sequentialFor(compare);
    boolean asked = way == Way.SEQUENTIAL && metric.form().exceedanceFor(compare);
    if (way == Way.SEQUENTIAL && !sequential && !asked) {
      section
          .find("method")
          .ifPresent(
              v ->
                  v.problem("there is no sequential test for " + metric.name() + "; use interval"));
    }
    Method method =
        asked || (way != Way.INTERVAL && sequential) ? Method.SEQUENTIAL : Method.INTERVAL;
    OptionalDouble bound = value == null ? OptionalDouble.empty() : value.asNumber();
    if (value == null || bound.isEmpty()) {
      return null;
    }
    double tolerance = bound.getAsDouble();
    if (metric.form() == Metric.Form.RATIO && !(tolerance > 0 && tolerance < 1)) {
      value.problem(
          "must be the smallest harmless ratio, between 0 and 1 (0.8 for the four-fifths rule),"
              + " got "
              + value.text());
    } else if (tolerance < 0 || (method == Method.SEQUENTIAL && tolerance >= 1)) {
      value.problem(
          (tolerance < 0 ? "must not be negative" : "must be below 1") + ", got " + value.text());
    }
    return new CheckLimit(method, tolerance, critical(tolerance, method));
  }

  private void refuse(Value value) {
    boolean choice =
        metric.form().tolerates(Compare.GROUPS) || metric.form().tolerates(Compare.PROFILE);
    value.problem(
        choice && compare == Compare.NONE
            ? "a tolerance for "
                + metric.name()
                + " needs 'compare: groups' or 'compare: profile'; for a limit on the value itself"
                + " write 'threshold'"
            : metric.name() + " takes a 'threshold', not a tolerance");
  }

  private @Nullable Double critical(double limit, Method method) {
    Value value = section.get("critical");
    if (value == null) {
      return null;
    }
    OptionalDouble critical = value.asNumber();
    if (critical.isEmpty()) {
      return null;
    }
    boolean below =
        method.isFixed() ? method == Method.FIXED_BELOW : metric.form() == Metric.Form.RATIO;
    if (below ? critical.getAsDouble() >= limit : critical.getAsDouble() <= limit) {
      value.problem("must be " + (below ? "below " : "above ") + limit + ", got " + value.text());
    }
    return critical.getAsDouble();
  }
}
