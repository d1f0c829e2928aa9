/**
 * Turns events into observations: a {@link io.evenkeel.digest.Plan} is a monitor and its profile,
 * compiled.
 *
 * <p>Knows nothing of topics, stores or what is done with observations.
 */
@NullMarked
package io.evenkeel.digest;

import org.jspecify.annotations.NullMarked;
