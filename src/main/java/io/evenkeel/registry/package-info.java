/**
 * Schemas by id, as a schema registry with Confluent's REST API keeps them: a client, an in-memory
 * registry, and a small server for the demo and for tests.
 *
 * <p>Knows nothing of Kafka records, of our own schemas or of what an event means.
 */
@NullMarked
package io.evenkeel.registry;

import org.jspecify.annotations.NullMarked;
