/**
 * Payloads that are posted: read, written to Kafka, and only then acknowledged.
 *
 * <p>Knows nothing of monitors, windows or alerts.
 */
@NullMarked
package io.evenkeel.intake;

import org.jspecify.annotations.NullMarked;
