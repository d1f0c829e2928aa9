package io.evenkeel.evaluation;

/**
 * Which window is being evaluated.
 *
 * @param name short name of its length, {@code 1h} or {@code all}
 * @param start first millisecond, since 1970
 * @param end first millisecond after
 * @param closed whether time has passed end and grace
 */
public record WindowSpan(String name, long start, long end, boolean closed) {}
