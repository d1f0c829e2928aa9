package io.evenkeel.watermark;

/**
 * One partition of one kind of input.
 *
 * @param kind predictions or feedback
 * @param partition from 0
 */
public record Source(Kind kind, int partition) {

  /** The two kinds of input. */
  public enum Kind {
    PREDICTIONS,
    FEEDBACK
  }
}
