package io.evenkeel.ingest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the model said about one row.
 *
 * @param label the predicted class
 * @param scores probability by class
 * @param value the predicted number
 */
record Outcome(@Nullable String label, Map<String, Double> scores, @Nullable Double value) {}
