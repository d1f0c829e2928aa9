package io.evenkeel.files;

/**
 * How much of a file is read before it is taken for an attack or a mistake.
 *
 * @param maxBytes size after decompression, in bytes
 * @param maxRatio size after decompression over size before, looked at beyond the first 16 MiB
 * @param maxFieldLength characters in one field
 * @param maxColumns fields in one row
 */
public record ReadLimits(long maxBytes, int maxRatio, int maxFieldLength, int maxColumns) {
  /** 64 GiB, 200 to 1, 1 Mi characters, 10,000 columns. */
  public static final ReadLimits DEFAULT = new ReadLimits(1L << 36, 200, 1 << 20, 10_000);

  public ReadLimits {
    if (maxBytes < 1 || maxRatio < 1 || maxFieldLength < 1 || maxColumns < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }

  /** The longest row of JSON, in characters. */
  int maxLineLength() {
    return (int) Math.min(Integer.MAX_VALUE - 8L, 16L * maxFieldLength);
  }
}
