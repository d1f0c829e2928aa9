/**
 * Bytes of Kafka records to events and back: Confluent's wire format, Avro, plain JSON, and
 * deserializers that users bring.
 *
 * <p>Knows nothing of monitors, statistics or topologies.
 */
@NullMarked
package io.evenkeel.serde;

import org.jspecify.annotations.NullMarked;
