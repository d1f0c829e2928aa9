package io.evenkeel.files;

import io.evenkeel.problem.Problem;
import io.evenkeel.problem.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds the columns of a map in the header of a file, and remembers all that are not there. */
final class Binding {
  private final Header header;
  private final List<Problem> problems = new ArrayList<>();

  Binding(Header header) {
    this.header = header;
  }

  Cell cell(String part, @Nullable Source source) {
    if (source == null) {
      return Cell.NONE;
    } else if (source instanceof Source.Literal literal) {
      return new Cell(part, -1, literal.value());
    } else if (source instanceof Source.ColumnOrLiteral either) {
      OptionalInt position = header.indexOf(either.text());
      return position.isPresent()
          ? new Cell(either.text(), position.getAsInt(), null)
          : new Cell(part, -1, either.text());
    } else {
      return column(part, ((Source.Column) source).name());
    }
  }

  Cell cell(String part, @Nullable LabelRule rule) {
    return cell(part, rule == null ? null : rule.source());
  }

  Cell column(String part, String name) {
    OptionalInt position = header.indexOf(name);
    if (position.isEmpty()) {
      problems.add(
          new Problem(
              "columns." + part,
              "the file has no column '" + name + "'" + Suggestion.text(name, header.names())));
    }
    return new Cell(name, position.orElse(-1), null);
  }

  Map<String, Cell> cells(String part, Map<String, Source> sources) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    sources.forEach((name, source) -> cells.put(name, cell(part + "." + name, source)));
    return cells;
  }

  void problem(String part, String message) {
    problems.add(new Problem("columns." + part, message));
  }

  /** Throws if anything was missing. */
  void check() {
    if (!problems.isEmpty()) {
      throw new ColumnMapException(problems);
    }
  }
}
