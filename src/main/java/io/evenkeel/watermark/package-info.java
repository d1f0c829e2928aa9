/**
 * How far event time has come, per model, over all the sources that feed it.
 *
 * <p>Knows nothing of Kafka; a source is a kind of input and a partition number.
 */
@NullMarked
package io.evenkeel.watermark;

import org.jspecify.annotations.NullMarked;
