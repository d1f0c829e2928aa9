package io.evenkeel.ingest;

import java.util.Locale;

/** What is worth counting about a payload that was accepted. */
public enum Note {
  /** A probability vector that does not sum to 1; the stream renormalises it. */
  RENORMALISED,
  /** A probability vector left out because nothing says which class each number is of. */
  UNNAMED_SCORES,
  /** Feedback with meta columns, accepted without them. */
  META_IGNORED,
  /** A call that the model server answered with an error; it holds no prediction. */
  FAILED_CALL;

  /** The note in kebab case, as counters carry it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
