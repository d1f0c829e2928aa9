package io.evenkeel.files;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file as events.
 *
 * @param line the line of the file, from 1
 * @param prediction what the model said
 * @param feedback what was true, or null where the label is missing
 */
public record EventRow(long line, Prediction prediction, @Nullable Feedback feedback) {}
