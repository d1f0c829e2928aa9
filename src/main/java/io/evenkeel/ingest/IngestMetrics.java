package io.evenkeel.ingest;

/**
 * Hears what becomes of payloads, to count it. Called from stream and server threads; must be quick
 * and thread-safe.
 */
public interface IngestMetrics {
  /** Hears nothing. */
  IngestMetrics NONE = new IngestMetrics() {};

  /**
   * A payload was accepted.
   *
   * @param source the topic, or the path of the route
   * @param halves requests and answers that wait for each other
   */
  default void accepted(String source, Format format, int predictions, int feedback, int halves) {}

  /** A payload could not be used; {@code reason} is the code that its dead letter carries. */
  default void rejected(String source, Format format, String reason) {}

  /** Something worth counting about payloads that were accepted. */
  default void noted(String source, Note note, int count) {}

  /** Two halves found each other and became predictions. */
  default void paired(String source, int predictions) {}

  /** A half waited in vain. */
  default void expired(String source, Half.Kind kind) {}
}
