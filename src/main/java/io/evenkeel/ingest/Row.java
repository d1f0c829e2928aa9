package io.evenkeel.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of a table, whatever shape the table came in.
 *
 * @param place where it stands, for problems
 * @param cells values by column
 */
record Row(At place, Map<String, At> cells) {
  /** The column of an output that has no name. */
  static final String ONLY = "prediction";

  Row {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  static Row of(At only) {
    return new Row(only, Map.of(ONLY, only));
  }
}
