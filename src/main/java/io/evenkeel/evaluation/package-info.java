/**
 * Turns the summaries of a window into measurements, judged against the profile and the reference
 * group.
 *
 * <p>Pure functions; knows nothing of streams, stores or alerts.
 */
@NullMarked
package io.evenkeel.evaluation;

import org.jspecify.annotations.NullMarked;
