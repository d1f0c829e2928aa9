/**
 * The stream against the bare framework and against the textbook, on one machine in one run.
 *
 * <p>It must not know how the stream works inside: it feeds topics, starts processes and measures
 * them.
 */
@NullMarked
package io.evenkeel.bench;

import org.jspecify.annotations.NullMarked;
