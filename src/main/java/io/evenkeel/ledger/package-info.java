/**
 * The book of panes: adds deltas, knows which windows changed, and takes decision steps in order.
 *
 * <p>Knows nothing of Kafka; where bytes are kept is a port, and time is an argument.
 */
@NullMarked
package io.evenkeel.ledger;

import org.jspecify.annotations.NullMarked;
