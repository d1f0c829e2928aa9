package io.evenkeel.config;

import io.evenkeel.monitor.AssociationLimits;
import io.evenkeel.monitor.Check.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an association check holds against what: {@code threshold} and {@code uncertainty} for
 * the association, {@code tolerance} and {@code critical} for the outcome gap along the feature.
 */
final class ProxyLimitReader {
  private static final List<String> FOREIGN = List.of("method", "direction", "compare", "slices");

  private final Section section;

  ProxyLimitReader(Section section) {
    this.section = section;
  }

  /** The limits of the association. */
  AssociationLimits association() {
    for (String key : FOREIGN) {
      section
          .find(key)
          .ifPresent(value -> value.problem("does not belong to an association; remove it"));
    }
    AssociationLimits usual = AssociationLimits.DEFAULT;
    return new AssociationLimits(
        strength("threshold", usual.cramersV()),
        strength("uncertainty", usual.uncertainty()),
        section.count("min-records", 1, (int) usual.minRecords()));
  }

  private double strength(String key, double usual) {
    Value value = section.get(key);
    OptionalDouble number = value == null ? OptionalDouble.empty() : value.asNumber();
    if (value == null || number.isEmpty()) {
      return usual;
    }
    if (!(number.getAsDouble() > 0 && number.getAsDouble() <= 1)) {
      value.problem("must be above 0 and at most 1, got " + value.text());
      return usual;
    }
    return number.getAsDouble();
  }

  /** The tolerance of the outcome gap. */
  CheckLimit gap() {
    double tolerance = number("tolerance", 0.05);
    Value critical = section.get("critical");
    @Nullable Double more = null;
    if (critical != null) {
      more = number("critical", tolerance);
      if (more <= tolerance) {
        critical.problem("must be above " + tolerance + ", got " + critical.text());
      }
    }
    return new CheckLimit(Method.INTERVAL, tolerance, more);
  }

  private double number(String key, double usual) {
    Value value = section.get(key);
    OptionalDouble number = value == null ? OptionalDouble.empty() : value.asNumber();
    if (value != null && number.isPresent() && number.getAsDouble() < 0) {
      value.problem("must not be negative, got " + value.text());
    }
    return number.orElse(usual);
  }

  /** The attributes to look at; empty for every sensitive one. */
  List<String> attributes() {
    List<String> attributes = new ArrayList<>();
    section
        .find("attributes")
        .ifPresent(list -> list.asList().forEach(v -> v.asText().ifPresent(attributes::add)));
    return attributes;
  }
}
