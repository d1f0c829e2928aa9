package io.evenkeel.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What the product gave, by output name; undefined is null. */
public final class Outputs {

  private final Map<String, Optional<Object>> values = new LinkedHashMap<>();

  public static Outputs of(String name, @Nullable Object value) {
    return new Outputs().and(name, value);
  }

  public Outputs and(String name, @Nullable Object value) {
    Object plain = value instanceof OptionalDouble number ? orNull(number) : value;
    values.put(name, Optional.ofNullable(plain));
    return this;
  }

  /** Whether the product gave this output, undefined or not. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The output of that name, null when it is undefined. */
  public @Nullable Object get(String name) {
    return values.getOrDefault(name, Optional.empty()).orElse(null);
  }

  private static @Nullable Double orNull(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
