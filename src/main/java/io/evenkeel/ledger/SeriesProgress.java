package io.evenkeel.ledger;

import io.evenkeel.observation.Bytes;

/**
 * How far the decisions of one series have come; format 1 is a version byte and four 8-byte
 * numbers.
 *
 * @param firstPane start of the first pane with data
 * @param lastPane start of the last pane with data
 * @param nextPane start of the pane of the next step
 * @param planId plan of the last pane with data
 */
record SeriesProgress(long firstPane, long lastPane, long nextPane, long planId) {
  private static final int VERSION = 1;

  byte[] encode() {
    return new Bytes(40)
        .writeByte(VERSION)
        .writeLong(firstPane)
        .writeLong(lastPane)
        .writeLong(nextPane)
        .writeLong(planId)
        .toArray();
  }

  static SeriesProgress decode(byte[] bytes) {
    Bytes.Reader in = new Bytes.Reader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "progress format " + version + " is not known to this version, which reads " + VERSION);
    }
    return new SeriesProgress(in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }

  SeriesProgress stepped(long next) {
    return new SeriesProgress(firstPane, lastPane, next, planId);
  }
}
