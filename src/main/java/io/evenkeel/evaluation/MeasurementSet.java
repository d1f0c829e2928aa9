package io.evenkeel.evaluation;

/** How much is published of each slice. */
public enum MeasurementSet {
  /** What people and checks look at: live windows publish this. */
  CORE,
  /** Everything the summaries support. */
  FULL;

  /** Whether a metric of {@code other} is published. */
  boolean includes(MeasurementSet other) {
    return this == FULL || other == CORE;
  }
}
