package io.evenkeel.topology;

import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Timing;
import io.evenkeel.watermark.Mark;
import io.evenkeel.watermark.WatermarkTable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * The time of a model, and whether more may come.
   *
   * @param plan its last one, or null when its monitor was deleted: then feedback is waited for
   * @param direct whether its predictions come without a join
   * @param metaRead whether meta attributes are read from a topic of their own
   */
  Mark at(String model, @Nullable Plan plan, boolean direct, boolean metaRead, long wallTime) {
    Timing timing = plan == null ? Timing.DEFAULT : plan.monitor().timing();
    long patience = timing.idleTimeout().toMillis();
    boolean feedback = plan == null || plan.monitor().feedback().expected();
    Mark mark = watermarks.decisions(model, direct, feedback, wallTime, patience);
    if (metaRead && plan != null && plan.monitor().meta().onTopic()) {
      mark = watermarks.decisions(model, mark, plan.meta().waitMillis(), wallTime, patience);
    }
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
