package io.evenkeel.monitor;

/** What sort of trouble an alert tells of. */
public enum AlertKind {
  DRIFT,
  DATA_QUALITY,
  GROUP_GAP,
  CALIBRATION,
  QUALITY,
  ESTIMATED_QUALITY,
  INDIRECT_BIAS,
  LABEL_COVERAGE,
  NO_DATA,
  SAFETY
}
