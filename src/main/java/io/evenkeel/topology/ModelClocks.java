package io.evenkeel.topology;

import io.evenkeel.watermark.Mark;
import io.evenkeel.watermark.WatermarkTable;
import java.util.HashMap;
import java.util.Map;

/**
 * How far event time has come for each model of a hop; while all inputs of a model are idle, the
 * wall clock carries it on.
 */
final class ModelClocks {
  private final WatermarkTable watermarks;
  private final Map<String, Long> idleSince = new HashMap<>();

  ModelClocks(WatermarkTable watermarks) {
    this.watermarks = watermarks;
  }

  /**
   * The time of a model, and whether more may come; arguments as in {@link
   * WatermarkTable#decisions}.
   */
  Mark at(String model, boolean direct, boolean feedbackExpected, long wallTime, long patience) {
    Mark mark = watermarks.decisions(model, direct, feedbackExpected, wallTime, patience);
    if (mark.state() != Mark.State.IDLE) {
      idleSince.remove(model);
      return mark;
    }
    if (mark.time() == Long.MIN_VALUE) {
      return mark;
    }
    long idle = wallTime - idleSince.computeIfAbsent(model, m -> wallTime);
    return new Mark(mark.time() + idle, mark.state());
  }
}
