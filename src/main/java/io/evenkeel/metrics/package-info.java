/**
 * What Prometheus reads: how this instance is doing, and the numbers of all models under a hard
 * cap.
 *
 * <p>Knows nothing of Kafka's topics: models come from the read model, everything else is told to
 * it.
 */
@NullMarked
package io.evenkeel.metrics;

import org.jspecify.annotations.NullMarked;
