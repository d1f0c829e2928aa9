package io.evenkeel.expected;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Copies of the data with fewer rows or one more column, for questions by period or month. */
final class DataCopy {
  private DataCopy() {}

  /** The rows whose {@code column} satisfies {@code wanted}. */
  static Path rows(Path data, String column, Predicate<String> wanted, Path copy)
      throws IOException {
    return copy(data, column, copy, cell -> wanted.test(cell) ? "" : null, "");
  }

  /** All rows, with a column {@code name} made from {@code column}. */
  static Path withColumn(
      Path data, String column, String name, Function<String, String> made, Path copy)
      throws IOException {
    return copy(data, column, copy, cell -> "," + made.apply(cell), "," + name);
  }

  private static InputStream open(Path data) throws IOException {
    InputStream bytes = Files.newInputStream(data);
    return data.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }

  private static Path copy(
      Path data, String column, Path copy, Function<String, String> tail, String headerTail)
      throws IOException {
    try (BufferedReader in =
            new BufferedReader(new InputStreamReader(open(data), StandardCharsets.UTF_8));
        BufferedWriter out = Files.newBufferedWriter(copy)) {
      String header = in.readLine();
      List<String> names = Arrays.asList(header.split(","));
      int at = names.indexOf(column);
      out.write(header + headerTail + "\n");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.contains("\"")) {
          throw new IOException("a quoted cell: " + line);
        }
        String more = tail.apply(line.split(",", -1)[at]);
        if (more != null) {
          out.write(line + more + "\n");
        }
      }
    }
    return copy;
  }
}
