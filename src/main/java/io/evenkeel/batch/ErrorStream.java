package io.evenkeel.batch;

import io.evenkeel.digest.Series;
import java.util.List;

/**
 * What one detector says of the errors of one slice, in the order of (event time, prediction id).
 *
 * @param n labelled predictions
 * @param errors how many of them were wrong
 * @param changes where the error rate changed
 */
public record ErrorStream(
    Series series,
    String slice,
    ErrorDetector detector,
    long n,
    long errors,
    List<Change> changes) {

  /**
   * A change.
   *
   * @param row how many labelled predictions of the slice came before the one that told
   * @param predictionId the one that told
   * @param time its event time, in milliseconds since 1970
   */
  public record Change(long row, String predictionId, long time) {}

  public ErrorStream {
    changes = List.copyOf(changes);
  }
}
