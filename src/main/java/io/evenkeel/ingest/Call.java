package io.evenkeel.ingest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scoring call: what was asked, what was answered.
 *
 * @param place where it stands, for problems
 * @param id the id of the call
 * @param numbered whether a call of one row is numbered, too
 * @param time when the predictions were made
 * @param model the model as the payload names it
 * @param version the version as the payload names it
 * @param weight how many calls this one stands for
 * @param responseTimeMs how long the model took
 * @param requests rows asked
 * @param responses rows answered
 * @param meta rows of attributes that the model did not use; empty without any
 */
record Call(
    At place,
    String id,
    boolean numbered,
    Instant time,
    @Nullable String model,
    @Nullable String version,
    double weight,
    @Nullable Double responseTimeMs,
    List<Row> requests,
    List<Row> responses,
    List<Row> meta) {

  /** The id of a row, counted from 0: {@code id-1} is the first. */
  static String rowId(String id, int row, int rows, boolean numbered) {
    return numbered || rows > 1 ? id + "-" + (row + 1) : id;
  }
}
