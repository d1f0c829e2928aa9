package io.evenkeel.evidence;

/**
 * What a detector watches, with the byte that names it in encoded state; a byte is never reused.
 */
public enum DetectorKind {
  RATE_GAP(1),
  RATE_RATIO(2),
  ONE_SAMPLE_RATE(3),
  BINNED_DRIFT(4),
  CALIBRATION_DRIFT(5),
  EXCEEDANCE(6);

  private final int id;

  DetectorKind(int id) {
    this.id = id;
  }

  /** The byte in encoded state. */
  public int id() {
    return id;
  }
}
