package io.evenkeel.ingest;

/**
 * How large a payload may be.
 *
 * @param bytes most bytes, after decompression
 * @param depth deepest nesting of JSON
 * @param rows most rows of one payload
 * @param columns most columns of one row
 * @param tokens most JSON tokens; bounds memory, some 50 bytes each
 */
public record Limits(int bytes, int depth, int rows, int columns, int tokens) {
  /** 1 MiB, 32 levels, 10,000 rows, 2,000 columns, 400,000 tokens. */
  public static final Limits DEFAULT = new Limits(1 << 20, 32, 10_000, 2_000, 400_000);

  /** Longest text of an id, name, category or label, in characters. */
  static final int TEXT = 16 * 1024;

  public Limits {
    if (bytes < 1 || depth < 1 || rows < 1 || columns < 1 || tokens < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
  }
}
