package io.evenkeel.join;

/** What a pending entry still waits for; if it expires waiting, that is worth counting. */
public enum Waiting {
  /** A prediction that no label counts for yet. */
  FOR_LABEL("prediction-without-label"),
  /** Feedback whose prediction has not come. */
  FOR_PREDICTION("feedback-without-prediction"),
  /** A meta record whose prediction has not come. */
  META_FOR_PREDICTION("meta-without-prediction"),
  /** A prediction that has its label, or whose label nobody expects. */
  FOR_NOTHING("settled");

  private final String reason;

  Waiting(String reason) {
    this.reason = reason;
  }

  /** Why an entry that waited for this is gone, as counters name it. */
  public String reason() {
    return reason;
  }

  /** What an entry, as it was handed to a {@link PendingStore}, waits for. */
  public static Waiting of(byte[] entry) {
    return PendingEntry.waiting(entry);
  }
}
