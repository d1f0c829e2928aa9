package io.evenkeel.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Compares given outputs with expected ones; a number may be off by atol + rtol |expected|.
 *
 * @param ownAtol outputs that have an absolute tolerance of their own instead
 */
public record Comparison(double rtol, double atol, Map<String, Double> ownAtol) {

  /** Fails unless every expected output is given and equal. */
  public void check(JsonNode expected, Outputs actual) {
    expected
        .properties()
        .forEach(
            output -> {
              require(actual.has(output.getKey()), output.getKey(), output.getValue(), "absent");
              of(output.getKey())
                  .check(output.getKey(), output.getValue(), actual.get(output.getKey()));
            });
  }

  private Comparison of(String output) {
    Double own = ownAtol.get(output);
    return own == null ? this : new Comparison(0, own, Map.of());
  }

  private void check(String name, JsonNode expected, @Nullable Object given) {
    Object actual = given instanceof OptionalDouble number ? orNull(number) : given;
    if (expected.isNull() || actual == null) {
      require(expected.isNull() && actual == null, name, expected, actual);
    } else if (expected.isObject()) {
      require(actual instanceof Outputs, name, expected, actual);
      check(expected, (Outputs) actual);
    } else if (expected.isArray()) {
      List<?> list = list(name, expected, actual);
      require(list.size() == expected.size(), name + " length", expected, list.size());
      for (int i = 0; i < list.size(); i++) {
        check(name + "[" + i + "]", expected.get(i), list.get(i));
      }
    } else if (expected.isBoolean()) {
      require(actual.equals(expected.booleanValue()), name, expected, actual);
    } else {
      checkNumber(name, expected, actual);
    }
  }

  private void checkNumber(String name, JsonNode expected, Object actual) {
    require(actual instanceof Number, name, expected, actual);
    boolean whole = actual instanceof Long || actual instanceof Integer;
    if (expected.isIntegralNumber() && whole) {
      require(((Number) actual).longValue() == expected.longValue(), name, expected, actual);
      return;
    }
    double value = ((Number) actual).doubleValue();
    double wanted =
        expected.isTextual() ? Double.parseDouble(expected.asText()) : expected.doubleValue();
    boolean close = Math.abs(value - wanted) <= atol + rtol * Math.abs(wanted);
    require(Double.isInfinite(wanted) ? value == wanted : close, name, expected, actual);
  }

  private static List<?> list(String name, JsonNode expected, Object actual) {
    if (actual instanceof List<?> list) {
      return list;
    }
    if (actual instanceof double[] numbers) {
      return Arrays.stream(numbers).boxed().toList();
    }
    if (actual instanceof long[] counts) {
      return Arrays.stream(counts).boxed().toList();
    }
    if (actual instanceof long[][] rows) {
      return Arrays.asList(rows);
    }
    throw different(name, expected, actual);
  }

  private static @Nullable Double orNull(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  private static void require(
      boolean equal, String name, JsonNode expected, @Nullable Object actual) {
    if (!equal) {
      throw different(name, expected, actual);
    }
  }

  private static AssertionError different(String name, JsonNode expected, @Nullable Object actual) {
    return new AssertionError(name + ": expected " + expected + " but was " + actual);
  }
}
