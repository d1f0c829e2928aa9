package io.evenkeel.summary;

/**
 * A label as it reaches a prediction.
 *
 * @param actual index of the true class, the number of classes for an unknown one, -1 for a
 *     regression
 * @param value the true number of a regression, NaN for a class
 * @param revision revision of the feedback
 * @param feedbackTime milliseconds since 1970
 * @param mature whether it came before the maturity age, so that decisions see it
 * @param afterClose whether it came after the pane's end and grace, so that it revises a closed
 *     window
 */
public record LabelArrival(
    int actual,
    double value,
    int revision,
    long feedbackTime,
    boolean mature,
    boolean afterClose) {}
