/**
 * What users write about Kafka's clients, as each kind of client takes it.
 *
 * <p>Knows names of properties only: no topics, no stream, no client.
 */
@NullMarked
package io.evenkeel.client;

import org.jspecify.annotations.NullMarked;
