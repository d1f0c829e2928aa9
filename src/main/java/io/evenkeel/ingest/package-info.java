/**
 * Payloads that teams already log, and what predictions and feedback they hold.
 *
 * <p>Bytes in, events out; knows nothing of Kafka, HTTP or monitors.
 */
@NullMarked
package io.evenkeel.ingest;

import org.jspecify.annotations.NullMarked;
