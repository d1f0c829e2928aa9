/**
 * A Kafka cluster inside this process, for the demo, for replays and for tests.
 *
 * <p>Owns Kafka's server classes, which are not public API and may move with any release; knows
 * nothing of models, events or topics of ours.
 */
@NullMarked
package io.evenkeel.embedded;

import org.jspecify.annotations.NullMarked;
