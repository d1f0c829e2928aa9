package io.evenkeel.join;

/** A prediction of a model. */
public record PendingKey(String model, String predictionId) {}
