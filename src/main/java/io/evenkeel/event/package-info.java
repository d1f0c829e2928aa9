/**
 * What happened: a model predicted, and later somebody said what was true.
 *
 * <p>Knows nothing of Kafka, Avro, monitors or statistics.
 */
@NullMarked
package io.evenkeel.event;

import org.jspecify.annotations.NullMarked;
