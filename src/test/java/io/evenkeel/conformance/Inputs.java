package io.evenkeel.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The arguments of a case, by name and as the types the product takes. */
public record Inputs(JsonNode node) {

  private JsonNode required(String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new AssertionError("the case has no input '" + name + "'");
    }
    return value;
  }

  public boolean has(String name) {
    return node.has(name);
  }

  public JsonNode raw(String name) {
    return required(name);
  }

  public Inputs object(String name) {
    return new Inputs(required(name));
  }

  public long count(String name) {
    return exact(required(name));
  }

  public int integer(String name) {
    return Math.toIntExact(count(name));
  }

  public double number(String name) {
    return number(required(name));
  }

  public String text(String name) {
    return required(name).asText();
  }

  public long[] counts(String name) {
    return elements(required(name)).stream().mapToLong(Inputs::exact).toArray();
  }

  public int[] integers(String name) {
    return LongStream.of(counts(name)).mapToInt(Math::toIntExact).toArray();
  }

  public boolean[] flags(String name) {
    List<JsonNode> values = elements(required(name));
    boolean[] flags = new boolean[values.size()];
    IntStream.range(0, flags.length)
        .forEach(
            i ->
                flags[i] =
                    values.get(i).isBoolean()
                        ? values.get(i).booleanValue()
                        : exact(values.get(i)) == 1);
    return flags;
  }

  /** Numbers; a missing value (null) becomes NaN. */
  public double[] numbers(String name) {
    return numbers(required(name));
  }

  public double[][] rows(String name) {
    return elements(required(name)).stream().map(Inputs::numbers).toArray(double[][]::new);
  }

  public long[][] countRows(String name) {
    return elements(required(name)).stream()
        .map(row -> elements(row).stream().mapToLong(Inputs::exact).toArray())
        .toArray(long[][]::new);
  }

  /** Strings; a missing value stays null. */
  public List<@Nullable String> texts(String name) {
    List<@Nullable String> texts = new ArrayList<>();
    elements(required(name)).forEach(e -> texts.add(e.isNull() ? null : e.asText()));
    return texts;
  }

  private static double[] numbers(JsonNode array) {
    return elements(array).stream().mapToDouble(Inputs::number).toArray();
  }

  private static double number(JsonNode value) {
    if (value.isNull()) {
      return Double.NaN;
    }
    return value.isTextual() ? Double.parseDouble(value.asText()) : value.doubleValue();
  }

  private static long exact(JsonNode value) {
    if (!value.canConvertToExactIntegral()) {
      throw new AssertionError(value + " is not a whole number");
    }
    return value.longValue();
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Element-wise sum. */
  public static double[] sum(double[] left, double[] right) {
    return IntStream.range(0, left.length).mapToDouble(i -> left[i] + right[i]).toArray();
  }

  /** {@code values} without NaN. */
  public static double[] present(double[] values) {
    return DoubleStream.of(values).filter(v -> !Double.isNaN(v)).toArray();
  }
}
