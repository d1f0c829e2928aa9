package io.evenkeel.topology;

/** Names of state stores; changelog topics are named after them. */
final class StoreNames {
  static final String MONITORS = "monitors";
  static final String PROFILES = "profiles";
  static final String PREDICTION_CLOCKS = "prediction-clocks";
  static final String PREDICTION_COMMITS = "prediction-commits";
  static final String FEEDBACK_CLOCKS = "feedback-clocks";
  static final String FEEDBACK_COMMITS = "feedback-commits";
  static final String META_CLOCKS = "meta-clocks";
  static final String META_COMMITS = "meta-commits";
  static final String PENDING_PREDICTIONS = "pending-predictions";
  static final String PENDING_SEGMENTS = "pending-segments";
  static final String JOIN_WATERMARKS = "join-watermarks";
  static final String JOIN_COMMITS = "join-commits";
  static final String SLICE_WINDOWS = "slice-windows";
  static final String MERGE_WATERMARKS = "merge-watermarks";
  static final String ALERT_STATES = "alert-states";

  private StoreNames() {}
}
