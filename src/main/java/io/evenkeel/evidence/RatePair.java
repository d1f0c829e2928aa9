package io.evenkeel.evidence;

/** The rates of a compared group and of its reference group, each in [0, 1]. */
public record RatePair(double group, double reference) {}
