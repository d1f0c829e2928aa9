/**
 * A cluster in one thread: the real topology, task by task, over logs and stores in memory, with
 * every choice of time and order made by a seed.
 *
 * <p>What the stream finds is compared with a single pass; nothing here knows how it should be
 * found.
 */
@NullMarked
package io.evenkeel.simulation;

import org.jspecify.annotations.NullMarked;
