package io.evenkeel.bridge;

/**
 * Where the bridge writes.
 *
 * @param predictions topic of predictions
 * @param feedback topic of feedback
 * @param halves requests and answers that wait for each other, by what they have alike
 * @param deadLetters what could not be used
 */
public record BridgeTopics(
    String predictions, String feedback, String halves, String deadLetters) {}
