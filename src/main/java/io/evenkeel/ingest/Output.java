package io.evenkeel.ingest;

/** What a model's output is when it is one unnamed number. */
public enum Output {
  /** A whole number is a class, any other number a predicted value. */
  AUTO,
  /** A class. */
  LABEL,
  /** The probability of the second of two classes. */
  SCORE,
  /** The predicted number of a regression. */
  VALUE
}
