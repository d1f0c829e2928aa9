package io.evenkeel.files;

/** Where one value of an event comes from. */
public sealed interface Source {
  /** A column of the file, by the name in its header. */
  record Column(String name) implements Source {}

  /** The same value for every row. */
  record Literal(String value) implements Source {}

  /** A column if the header has one of this name, else the text itself. */
  record ColumnOrLiteral(String text) implements Source {}
}
