/**
 * The monitor over a finite set of events, in one pass and without a stream.
 *
 * <p>The same domain code as the stream, so that its numbers are the stream's numbers.
 */
@NullMarked
package io.evenkeel.batch;

import org.jspecify.annotations.NullMarked;
