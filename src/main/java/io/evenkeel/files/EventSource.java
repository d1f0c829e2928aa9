package io.evenkeel.files;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Predictions with their truth, one after the other. */
public interface EventSource extends Closeable {
  /** The next one, or null after the last. */
  @Nullable EventRow next() throws IOException;
}
