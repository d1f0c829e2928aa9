package io.evenkeel.files;

import org.jspecify.annotations.Nullable;

/** One row of a file: its place and the text of its cells; an empty cell is null. */
public final class Row {
  private final long line;
  private final long index;
  private final @Nullable String[] cells;

  Row(long line, long index, @Nullable String[] cells) {
    this.line = line;
    this.index = index;
    this.cells = cells;
  }

  /** The line of the file that the row begins on, from 1. */
  public long line() {
    return line;
  }

  /** Rows before this one, the header not counted. */
  public long index() {
    return index;
  }

  /** The text of a column by its position in the header, or null if the cell is empty. */
  public @Nullable String cell(int column) {
    return cells[column];
  }
}
