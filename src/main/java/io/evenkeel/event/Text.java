package io.evenkeel.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A reusable view of UTF-8 bytes, so that decoding a million events need not make ten million
 * strings.
 *
 * <p>Not thread-safe, valid only until its owner moves it on; {@link #toString} makes a lasting
 * copy.
 */
public final class Text {
  private byte[] bytes = new byte[0];
  private int offset;
  private int length;

  /** A view of a whole string. */
  public static Text of(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return new Text().set(utf8, 0, utf8.length);
  }

  /** Moves this view to other bytes. */
  public Text set(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    return this;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  /** Length in bytes. */
  public int length() {
    return length;
  }

  /** Whether the viewed bytes equal all of {@code other}. */
  public boolean contentEquals(byte[] other) {
    return Arrays.equals(bytes, offset, offset + length, other, 0, other.length);
  }

  /** A hash of the viewed bytes, equal to {@link Arrays#hashCode(byte[])} of a copy. */
  public int contentHash() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
