package io.evenkeel.topology;

/** Names of processors, sources and sinks; a name is never reused or renamed silently. */
final class Nodes {
  static final String READ_PREDICTIONS = "read-predictions";
  static final String DECODE_PREDICTIONS = "decode-predictions";
  static final String READ_FEEDBACK = "read-feedback";
  static final String DECODE_FEEDBACK = "decode-feedback";
  static final String WRITE_OBSERVATIONS = "write-observations";
  static final String WRITE_LABELS = "write-labels";
  static final String WRITE_BAD_PREDICTIONS = "write-bad-predictions";
  static final String WRITE_BAD_FEEDBACK = "write-bad-feedback";
  static final String READ_META = "read-meta";
  static final String DECODE_META = "decode-meta";
  static final String WRITE_GROUPS = "write-groups";
  static final String WRITE_BAD_META = "write-bad-meta";
  static final String WRITE_DIRECT_PARTIALS = "write-direct-partials";
  static final String READ_OBSERVATIONS = "read-observations";
  static final String JOIN_FEEDBACK = "join-feedback";
  static final String WRITE_PARTIALS = "write-partials";
  static final String READ_PARTIALS = "read-partials";
  static final String MERGE_SLICES = "merge-slices";
  static final String EVALUATE_WINDOWS = "evaluate-windows";
  static final String READ_ACKNOWLEDGEMENTS = "read-acknowledgements";
  static final String DECIDE_ALERTS = "decide-alerts";
  static final String WRITE_METRICS = "write-metrics";
  static final String WRITE_ALERTS = "write-alerts";
  static final String READ_MONITORS = "read-monitors";
  static final String KEEP_MONITORS = "keep-monitors";
  static final String READ_PROFILES = "read-profiles";
  static final String KEEP_PROFILES = "keep-profiles";

  private Nodes() {}
}
