package io.evenkeel.watermark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clock of one source: event time per model, lateness, idleness and end of input.
 *
 * <p>Wall-clock times are arguments. Confined to one thread.
 */
public final class SourceClock {
  private static final class Progress {
    private long largest = Long.MIN_VALUE;
    private long lastSeen;
    private boolean ended;
    private boolean idle;
    private Mark sent = Mark.UNKNOWN;
    private Mark kept = Mark.UNKNOWN;
  }

  private final Map<String, Progress> models = new TreeMap<>();
  private Mark sentForOthers = Mark.UNKNOWN;
  private long started = Long.MIN_VALUE;
  private boolean othersIdle;

  /**
   * Notes a record.
   *
   * @return whether it lies more than {@code grace} milliseconds behind the largest event time
   *     before it
   */
  public boolean late(String model, long eventTime, long grace, long wallTime) {
    Progress progress = models.computeIfAbsent(model, m -> new Progress());
    progress.lastSeen = wallTime;
    progress.idle = false;
    progress.ended = false;
    boolean late = progress.largest != Long.MIN_VALUE && eventTime < progress.largest - grace;
    progress.largest = Math.max(progress.largest, eventTime);
    return late;
  }

  /** Takes up where an earlier life of this source stopped. */
  public void restore(String model, Mark mark, long wallTime) {
    Progress progress = models.computeIfAbsent(model, m -> new Progress());
    progress.largest = mark.time();
    progress.ended = mark.state() == Mark.State.ENDED;
    progress.lastSeen = wallTime;
  }

  /** Notes the end of input of a model. */
  public void end(String model, long wallTime) {
    Progress progress = models.computeIfAbsent(model, m -> new Progress());
    progress.lastSeen = wallTime;
    progress.ended = true;
  }

  /**
   * Looks for idleness.
   *
   * @param caughtUp whether everything written to the source has been read
   * @param idleTimeout milliseconds without a record after which a caught-up source is idle
   */
  public void tick(long wallTime, boolean caughtUp, long idleTimeout) {
    if (started == Long.MIN_VALUE) {
      started = wallTime;
    }
    for (Progress progress : models.values()) {
      if (caughtUp && !progress.ended && wallTime - progress.lastSeen >= idleTimeout) {
        progress.idle = true;
      }
    }
    othersIdle = caughtUp && wallTime - started >= idleTimeout;
  }

  /** What has changed since the last call, as marks by model. */
  public List<Map.Entry<String, Mark>> news() {
    List<Map.Entry<String, Mark>> news = new ArrayList<>();
    models.forEach(
        (model, progress) -> {
          Mark mark = mark(progress);
          if (!mark.equals(progress.sent)) {
            progress.sent = mark;
            news.add(Map.entry(model, mark));
          }
        });
    Mark others = othersIdle ? Mark.NEVER : Mark.UNKNOWN;
    if (!others.equals(sentForOthers)) {
      sentForOthers = others;
      news.add(Map.entry(Marker.OTHERS, others));
    }
    return news;
  }

  /** Whether the end of some input waits to be told: that is worth telling at once. */
  public boolean urgent() {
    return models.values().stream()
        .anyMatch(progress -> progress.ended && progress.sent.state() != Mark.State.ENDED);
  }

  /** What has changed since the last call and must survive the task, as marks by model. */
  public Map<String, Mark> changed() {
    Map<String, Mark> changed = new TreeMap<>();
    models.forEach(
        (model, progress) -> {
          Mark mark = mark(progress);
          if (!mark.equals(progress.kept)) {
            progress.kept = mark;
            changed.put(model, mark);
          }
        });
    return changed;
  }

  private static Mark mark(Progress progress) {
    Mark.State state =
        progress.ended ? Mark.State.ENDED : progress.idle ? Mark.State.IDLE : Mark.State.LIVE;
    return new Mark(progress.largest, state);
  }
}
