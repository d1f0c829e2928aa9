package io.evenkeel.evidence;

import java.nio.ByteBuffer;

/**
 * One pass over the fields of a state, in either direction: a writer returns what it is given, a
 * reader returns what it read. The same visiting method serves both, so they cannot disagree about
 * the order.
 */
public sealed interface StateFields {
  /** A 64-bit floating point field. */
  double real(double value);

  /** A 64-bit integer field. */
  long whole(long value);

  /** Visits every element of an array whose length is known from the parameters. */
  default void reals(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = real(values[i]);
    }
  }

  /** Writes into a buffer with enough room. */
  record Writer(ByteBuffer buffer) implements StateFields {
    @Override
    public double real(double value) {
      buffer.putDouble(value);
      return value;
    }

    @Override
    public long whole(long value) {
      buffer.putLong(value);
      return value;
    }
  }

  /** Reads from a buffer. */
  record Reader(ByteBuffer buffer) implements StateFields {
    @Override
    public double real(double value) {
      return buffer.getDouble();
    }

    @Override
    public long whole(long value) {
      return buffer.getLong();
    }
  }

  /** Counts the bytes a writer will need. */
  final class Size implements StateFields {
    private int bytes;

    /** Bytes visited so far. */
    int bytes() {
      return bytes;
    }

    @Override
    public double real(double value) {
      bytes += Double.BYTES;
      return value;
    }

    @Override
    public long whole(long value) {
      bytes += Long.BYTES;
      return value;
    }
  }
}
