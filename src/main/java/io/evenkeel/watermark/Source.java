package io.evenkeel.watermark;

/**
 * One partition of one kind of input.
 *
 * @param kind what it carries
 * @param partition from 0
 */
public record Source(Kind kind, int partition) {

  /** The kinds of input, as the merging task tells them apart. */
  public enum Kind {
    PREDICTIONS,
    FEEDBACK,
    /** Predictions that need no join and come straight from their decoding task. */
    DIRECT,
    /** Meta attributes that come on a topic of their own. */
    META
  }
}
