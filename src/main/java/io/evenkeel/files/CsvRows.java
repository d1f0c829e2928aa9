package io.evenkeel.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file with a header. */
final class CsvRows implements RowReader {
  private final String name;
  private final CloseableIterator<CsvRecord> records;
  private final Header header;
  private long lastLine;
  private long index;

  CsvRows(String name, InputStream in, ReadLimits limits) throws IOException {
    this.name = name;
    CsvRecordHandler fields =
        CsvRecordHandler.of(
            options ->
                options
                    .maxFieldSize(limits.maxFieldLength())
                    .maxFields(limits.maxColumns())
                    .maxRecordSize(limits.maxLineLength()));
    records =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(Math.max(1 << 16, limits.maxLineLength()))
            .build(fields, StrictUtf8.reader(name, in))
            .iterator();
    CsvRecord first = nextRecord();
    if (first == null) {
      throw new RowException(name, 1, "the file is empty: not even a header", null);
    }
    header = new Header(first.getFields());
    if (!header.duplicates().isEmpty()) {
      throw new RowException(name, 1, "columns named twice: " + header.duplicates(), null);
    }
  }

  @Override
  public Header header() {
    return header;
  }

  @Override
  public @Nullable Row next() throws IOException {
    CsvRecord fields = nextRecord();
    if (fields == null) {
      return null;
    }
    if (fields.getFieldCount() != header.width()) {
      throw new RowException(
          name,
          fields.getStartingLineNumber(),
          "%d fields where the header has %d".formatted(fields.getFieldCount(), header.width()),
          null);
    }
    @Nullable String[] cells = new @Nullable String[header.width()];
    for (int i = 0; i < cells.length; i++) {
      String text = fields.getField(i);
      cells[i] = text.isEmpty() ? null : text;
    }
    return new Row(fields.getStartingLineNumber(), index++, cells);
  }

  private @Nullable CsvRecord nextRecord() throws IOException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord next = records.next();
      lastLine = next.getStartingLineNumber();
      return next;
    } catch (UncheckedIOException | CsvParseException e) {
      throw new RowException(name, lastLine + 1, reason(e), e);
    }
  }

  /** What the CSV library wraps in one exception of its own says more than that one. */
  private static String reason(RuntimeException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof CharacterCodingException
        ? StrictUtf8.NOT_UTF8
        : String.valueOf(cause.getMessage());
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
