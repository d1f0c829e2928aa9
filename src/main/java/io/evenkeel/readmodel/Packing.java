package io.evenkeel.readmodel;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes in as little memory as is quick: deflated at the fastest level. Immutable. */
public final class Packing {
  private final byte[] deflated;
  private final int length;

  private Packing(byte[] deflated, int length) {
    this.deflated = deflated;
    this.length = length;
  }

  static Packing of(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 16);
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return new Packing(out.toByteArray(), bytes.length);
    } finally {
      deflater.end();
    }
  }

  /** The bytes that were packed. */
  byte[] unpacked() {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(deflated);
      byte[] bytes = new byte[length];
      int at = 0;
      while (at < length) {
        int more = inflater.inflate(bytes, at, length - at);
        if (more == 0) {
          throw new IllegalStateException("packed bytes end early");
        }
        at += more;
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IllegalStateException("packed bytes are damaged", e);
    } finally {
      inflater.end();
    }
  }

  int size() {
    return deflated.length;
  }
}
