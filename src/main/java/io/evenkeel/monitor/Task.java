package io.evenkeel.monitor;

/** What kind of answer the model gives. */
public enum Task {
  /** One of two classes. */
  BINARY,
  /** One of several classes. */
  MULTICLASS,
  /** A number. */
  REGRESSION,
  /** No answer of its own is judged; feedback brings verdicts. */
  OUTCOME
}
