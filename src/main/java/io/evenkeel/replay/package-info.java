/**
 * Produces events to the input topics, as fast or as slowly as asked, and reads back what came of
 * them.
 *
 * <p>A Kafka client like any user's: knows nothing of the stream's inside.
 */
@NullMarked
package io.evenkeel.replay;

import org.jspecify.annotations.NullMarked;
