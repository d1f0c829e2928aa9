package io.evenkeel.replay;

import org.jspecify.annotations.Nullable;

/** Events in the order of their times. */
@FunctionalInterface
interface Feed<E extends Exception> {
  /** The next one, or null after the last. */
  @Nullable TimedRecord next() throws E;
}
