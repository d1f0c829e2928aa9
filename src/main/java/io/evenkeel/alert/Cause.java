package io.evenkeel.alert;

import io.evenkeel.monitor.AlertKind;

/** What sort of change stands behind alerts that belong together. */
enum Cause {
  /** The data arrive broken, thin or not at all. */
  DATA_QUALITY,
  /** Other cases come than in the reference. */
  COVARIATE,
  /** The outcomes have other shares. */
  PRIOR,
  /** The same cases have other outcomes, or the model answers them worse. */
  CONCEPT,
  /** Groups are treated apart. */
  GROUP,
  /** Attacks get through. */
  SAFETY;

  /** The cause that a kind of alert on a metric speaks for, looked at alone. */
  static Cause of(AlertKind kind, String metric) {
    return switch (kind) {
      case DATA_QUALITY, LABEL_COVERAGE, NO_DATA -> DATA_QUALITY;
      case DRIFT -> metric.equals("label_drift") || metric.equals("label_rate") ? PRIOR : COVARIATE;
      case QUALITY, CALIBRATION, ESTIMATED_QUALITY -> CONCEPT;
      case GROUP_GAP, INDIRECT_BIAS -> GROUP;
      case SAFETY -> SAFETY;
    };
  }
}
