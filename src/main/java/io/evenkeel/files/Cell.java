package io.evenkeel.files;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of one part of an event is found in a row: a position, or the same text always.
 *
 * @param name what to call it in an error
 * @param position column from 0, or -1 for a literal
 * @param literal the text for every row
 */
record Cell(String name, int position, @Nullable String literal) {
  static final Cell NONE = new Cell("", -1, null);

  @Nullable String text(Row row) {
    return position < 0 ? literal : row.cell(position);
  }

  /** A finite number, or null where the cell is empty. */
  @Nullable Double number(Row row) throws BrokenCell {
    String text = text(row);
    if (text == null) {
      return null;
    }
    double value = parse(text);
    if (!Double.isFinite(value)) {
      throw broken(text, "a finite number", null);
    }
    return value;
  }

  /** A point in time, or null where the cell is empty. */
  @Nullable Instant time(Row row) throws BrokenCell {
    String text = text(row);
    try {
      return text == null ? null : EventTimes.parse(text);
    } catch (DateTimeException e) {
      throw broken(text, "a time", e);
    }
  }

  private double parse(String text) throws BrokenCell {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw broken(text, "a number", e);
    }
  }

  BrokenCell broken(@Nullable String text, String needed, @Nullable Throwable cause) {
    String shown = text == null ? "nothing" : "'" + shortened(text) + "'";
    return new BrokenCell("column %s: %s is not %s".formatted(name, shown, needed), cause);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  /** A cell without which the row makes no event. */
  static final class BrokenCell extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenCell(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
