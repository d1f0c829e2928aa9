package io.evenkeel.summary;

import io.evenkeel.observation.Bytes;

/**
 * Bytes of a {@link SliceSummary}, format 1.
 *
 * <pre>
 * version     byte    1
 * length      varint  longs in the layout
 * wideStart   varint  where the 128-bit sums begin
 * runs        until length: varint zeros, varint values, then that many signed varints
 * labelTimes  varint count, then per time: signed varint time, signed varint count
 * </pre>
 */
public final class SummaryCodec {
  /** The format written now; older ones stay readable. */
  public static final int VERSION = 1;

  private SummaryCodec() {}

  /** The bytes of a summary. */
  public static byte[] encode(SliceSummary summary) {
    Bytes out = new Bytes(256);
    write(summary, out);
    return out.toArray();
  }

  /** Appends the bytes of a summary. */
  public static void write(SliceSummary summary, Bytes out) {
    long[] sums = summary.sums();
    out.writeByte(VERSION).writeUnsigned(sums.length).writeUnsigned(summary.layout().wideStart());
    int at = 0;
    while (at < sums.length) {
      int zeros = at;
      while (zeros < sums.length && sums[zeros] == 0) {
        zeros++;
      }
      int values = zeros;
      while (values < sums.length && sums[values] != 0) {
        values++;
      }
      out.writeUnsigned(zeros - at).writeUnsigned(values - zeros);
      for (int i = zeros; i < values; i++) {
        out.writeSigned(sums[i]);
      }
      at = values;
    }
    summary.labelTimes().write(out);
  }

  /** The summary that {@link #encode} wrote under the same layout. */
  public static SliceSummary decode(SummaryLayout layout, byte[] bytes) {
    return read(layout, new Bytes.Reader(bytes));
  }

  /** Reads one summary. */
  public static SliceSummary read(SummaryLayout layout, Bytes.Reader in) {
    in.expectFormat("summary", VERSION);
    long length = in.readUnsigned();
    long wideStart = in.readUnsigned();
    if (length != layout.length() || wideStart != layout.wideStart()) {
      throw new IllegalArgumentException(
          "summary of layout "
              + length
              + "/"
              + wideStart
              + " does not fit "
              + layout.length()
              + "/"
              + layout.wideStart());
    }
    long[] sums = new long[layout.length()];
    int at = 0;
    while (at < sums.length) {
      at += (int) in.readUnsigned();
      int values = (int) in.readUnsigned();
      if (at < 0 || values < 0 || at + values > sums.length) {
        throw new IllegalArgumentException(
            "summary bytes run past their layout at " + in.position());
      }
      for (int i = 0; i < values; i++) {
        sums[at++] = in.readSigned();
      }
    }
    return new SliceSummary(layout, sums, LatestTimes.read(in));
  }
}
