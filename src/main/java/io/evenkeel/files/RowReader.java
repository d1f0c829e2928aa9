package io.evenkeel.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file, one after the other.
 *
 * <p>CSV (RFC 4180, comma, header row) or JSON lines, UTF-8 with or without byte order mark, plain
 * or gzip. Not thread-safe.
 */
public interface RowReader extends Closeable {
  /** The columns. */
  Header header();

  /**
   * The next row, or null after the last.
   *
   * @throws RowException if the row is broken: wrong number of fields, not UTF-8, too long
   */
  @Nullable Row next() throws IOException;

  /** Opens a file; {@code .jsonl}, {@code .ndjson} and {@code .json} mean JSON lines, else CSV. */
  static RowReader open(Path file, ReadLimits limits) throws IOException {
    return open(Files.newInputStream(file), file.getFileName().toString(), limits);
  }

  /** Reads a stream as if it came from a file of this name, and closes it in the end. */
  static RowReader open(InputStream raw, String name, ReadLimits limits) throws IOException {
    try {
      InputStream plain = GuardedInput.open(raw, limits);
      return isJson(name)
          ? new JsonLineRows(name, plain, limits)
          : new CsvRows(name, plain, limits);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static boolean isJson(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    return plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || plain.endsWith(".json");
  }
}
