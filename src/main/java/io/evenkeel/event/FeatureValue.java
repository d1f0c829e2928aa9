package io.evenkeel.event;

/** One value of one feature: a number, a category, or nothing. */
public sealed interface FeatureValue {
  /** The one missing value. */
  FeatureValue MISSING = new Missing();

  /** A finite number; anything else is {@link #MISSING}. */
  static FeatureValue of(double value) {
    return Double.isFinite(value) ? new Numeric(value) : MISSING;
  }

  /** A category. */
  static FeatureValue of(String category) {
    return new Categorical(category);
  }

  /** Truth as the category {@code true} or {@code false}. */
  static FeatureValue of(boolean value) {
    return new Categorical(Boolean.toString(value));
  }

  /** A finite number. */
  record Numeric(double value) implements FeatureValue {}

  /** A category by its name. */
  record Categorical(String name) implements FeatureValue {}

  /** No value was given. */
  record Missing() implements FeatureValue {}
}
