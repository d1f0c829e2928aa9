/**
 * Carries alerts from their topic to receivers: in order, again and again until they are accepted,
 * remembering in the consumer group how far each receiver is.
 *
 * <p>Knows nothing of HTTP or of what a receiver is told.
 */
@NullMarked
package io.evenkeel.routing;

import org.jspecify.annotations.NullMarked;
