package io.evenkeel.alert;

/**
 * How much evidence a check had after one pane.
 *
 * @param time start of the pane, milliseconds since 1970
 * @param evidence log evidence in nats, on the scale of the alert's threshold
 */
public record EvidencePoint(long time, double evidence) {}
