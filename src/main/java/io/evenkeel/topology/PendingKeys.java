package io.evenkeel.topology;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the pending-predictions store, format 1.
 *
 * <pre>
 * entry    4 bytes segment, from 1 up; byte kind; the prediction id
 *            kind 0  in UTF-8
 *            kind 1  a UUID as it is usually written, in 16 bytes
 *            kind 2  32 lower-case hexadecimal digits, in 16 bytes
 * removal  4 bytes 0; 4 bytes segment: everything in this segment is to go
 * </pre>
 *
 * <p>Segments are the unit of expiry, see {@link PendingSegments}; as the first part of the key
 * they make one expiry the removal of one range of keys.
 */
final class PendingKeys {
  private static final int SEGMENT = 4;
  private static final int UTF8 = 0;
  private static final int UUID = 1;
  private static final int HEX = 2;
  private static final int UUID_LENGTH = 36;
  private static final int HEX_LENGTH = 32;
  private static final int PACKED = 16;

  private PendingKeys() {}

  /** The key of an entry in no segment yet; see {@link #in}. */
  static byte[] of(String predictionId) {
    int length = predictionId.length();
    if (length == UUID_LENGTH || length == HEX_LENGTH) {
      byte[] packed = packed(predictionId, length == UUID_LENGTH);
      if (packed != null) {
        return packed;
      }
    }
    byte[] utf8 = predictionId.getBytes(StandardCharsets.UTF_8);
    byte[] key = new byte[SEGMENT + 1 + utf8.length];
    key[SEGMENT] = UTF8;
    System.arraycopy(utf8, 0, key, SEGMENT + 1, utf8.length);
    return key;
  }

  private static byte @Nullable [] packed(String id, boolean uuid) {
    byte[] key = new byte[SEGMENT + 1 + PACKED];
    key[SEGMENT] = (byte) (uuid ? UUID : HEX);
    int nibble = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (uuid && (i == 8 || i == 13 || i == 18 || i == 23)) {
        if (c != '-') {
          return null;
        }
        continue;
      }
      int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (value < 0) {
        return null;
      }
      key[SEGMENT + 1 + nibble / 2] |= (byte) (nibble % 2 == 0 ? value << 4 : value);
      nibble++;
    }
    return key;
  }

  /** Puts a key into a segment, in place. */
  static byte[] in(int segment, byte[] key) {
    key[0] = (byte) (segment >>> 24);
    key[1] = (byte) (segment >>> 16);
    key[2] = (byte) (segment >>> 8);
    key[3] = (byte) segment;
    return key;
  }

  /** The first bytes of every key of a segment. */
  static byte[] start(int segment) {
    return in(segment, new byte[SEGMENT]);
  }

  /** The key of the order to remove a segment. */
  static byte[] removal(int segment) {
    byte[] key = new byte[2 * SEGMENT];
    System.arraycopy(start(segment), 0, key, SEGMENT, SEGMENT);
    return key;
  }

  /** The segment that a key orders to be removed, or 0 if it is the key of an entry. */
  static int removed(byte[] key) {
    return segment(key, 0) != 0 || key.length < 2 * SEGMENT ? 0 : segment(key, SEGMENT);
  }

  private static int segment(byte[] key, int at) {
    return key.length < at + SEGMENT
        ? 0
        : (key[at] & 0xFF) << 24
            | (key[at + 1] & 0xFF) << 16
            | (key[at + 2] & 0xFF) << 8
            | (key[at + 3] & 0xFF);
  }
}
