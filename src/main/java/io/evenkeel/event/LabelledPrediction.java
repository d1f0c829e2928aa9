package io.evenkeel.event;

import org.jspecify.annotations.Nullable;

/**
 * A prediction beside what was true for it.
 *
 * @param prediction what the model said
 * @param feedback what was true, or null where nobody knows
 */
public record LabelledPrediction(Prediction prediction, @Nullable Feedback feedback) {}
