/**
 * A Kafka cluster as an operator sees it: topics, their partitions, and the documents of compacted
 * topics.
 *
 * <p>Knows nothing of the stream that runs on it.
 */
@NullMarked
package io.evenkeel.cluster;

import org.jspecify.annotations.NullMarked;
