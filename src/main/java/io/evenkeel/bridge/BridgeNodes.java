package io.evenkeel.bridge;

/**
 * Names of the nodes that belong to one source; sinks are not shared, so that every source is a
 * sub-topology with tasks of its own.
 *
 * @param of the source
 */
record BridgeNodes(String of) {
  /** The nodes of the halves that wait; no topic has such a name. */
  static final BridgeNodes HALVES = new BridgeNodes("halves/waiting");

  String read() {
    return "read-" + of;
  }

  String convert() {
    return "convert-" + of;
  }

  String writePredictions() {
    return "write-predictions-of-" + of;
  }

  String writeFeedback() {
    return "write-feedback-of-" + of;
  }

  String writeHalves() {
    return "write-halves-of-" + of;
  }

  String writeBad() {
    return "write-bad-of-" + of;
  }
}
