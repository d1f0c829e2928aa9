package io.evenkeel.ledger;

import io.evenkeel.observation.Bytes;

/**
 * How far the decisions of one series have come; format 1 is a version byte and six 8-byte numbers.
 *
 * @param firstPane start of the first pane with data
 * @param lastPane start of the last pane with data
 * @param nextPane start of the pane of the next step
 * @param planId plan of the last pane with data
 * @param closed windows that end here or earlier are closed, though steps may have stopped before
 * @param forgotten panes that start before this are forgotten
 */
record SeriesProgress(
    long firstPane, long lastPane, long nextPane, long planId, long closed, long forgotten) {
  private static final int VERSION = 1;

  /** The progress of a series whose first data lies in this pane. */
  static SeriesProgress first(long pane, long planId) {
    return new SeriesProgress(pane, pane, pane, planId, Long.MIN_VALUE, Long.MIN_VALUE);
  }

  byte[] encode() {
    return new Bytes(64)
        .writeByte(VERSION)
        .writeLong(firstPane)
        .writeLong(lastPane)
        .writeLong(nextPane)
        .writeLong(planId)
        .writeLong(closed)
        .writeLong(forgotten)
        .toArray();
  }

  static SeriesProgress decode(byte[] bytes) {
    Bytes.Reader in = new Bytes.Reader(bytes);
    in.expectFormat("progress", VERSION);
    return new SeriesProgress(
        in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }

  /** Whether a step was taken: until then the first pane may still turn out to be earlier. */
  boolean hasStepped() {
    return nextPane != firstPane;
  }

  /** The same with other data under it. */
  SeriesProgress withData(long first, long last, long next, long plan) {
    return new SeriesProgress(first, last, next, plan, closed, forgotten);
  }

  SeriesProgress stepped(long next) {
    return withData(firstPane, lastPane, next, planId);
  }

  SeriesProgress closedTo(long end) {
    return new SeriesProgress(firstPane, lastPane, nextPane, planId, end, forgotten);
  }

  SeriesProgress forgottenTo(long end) {
    return new SeriesProgress(firstPane, lastPane, nextPane, planId, closed, end);
  }

  /** Whether a window that ends here is closed. */
  boolean isClosed(long end) {
    return end <= nextPane || end <= closed;
  }
}
