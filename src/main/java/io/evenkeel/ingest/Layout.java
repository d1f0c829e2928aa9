package io.evenkeel.ingest;

/** One way in which others log what a model did. Implementations are immutable and thread-safe. */
public interface Layout {
  /**
   * Reads one payload, all of it or nothing.
   *
   * @throws RejectedException the only exception, whatever the bytes are
   */
  Events read(Payload payload);
}
