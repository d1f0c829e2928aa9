package io.evenkeel.readmodel;

import io.evenkeel.alert.Alert;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.profile.ReferenceProfile;

/** Reads the values of the topics; called from several threads. */
public interface ReportReader {
  /** A value of the metrics topic. */
  WindowReport report(byte[] value);

  /** A value of the alerts topic. */
  Alert alert(byte[] value);

  /** A value of the profiles topic. */
  ReferenceProfile profile(byte[] value);
}
