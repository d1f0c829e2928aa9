/**
 * The stream: how events travel between processors, stores and topics.
 *
 * <p>Every decision is a domain class called from here; this is the only package that knows Kafka
 * Streams.
 */
@NullMarked
package io.evenkeel.topology;

import org.jspecify.annotations.NullMarked;
