package io.evenkeel.watermark;

import io.evenkeel.watermark.Source.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The last marker of every source, and what follows from them together.
 *
 * <p>The watermark of a kind of input is the smallest over its sources; idle sources do not count
 * while another is live; a source that has not been heard of holds everything back, and so does an
 * idle one while the end of input arrives elsewhere. Confined to one thread.
 */
public final class WatermarkTable {
  private final Map<Kind, Map<Integer, Map<String, Mark>>> marks = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> sources = new EnumMap<>(Kind.class);
  private final Map<String, Long> firstSeen = new TreeMap<>();
  private final Map<String, Long> endSeen = new TreeMap<>();

  /** Takes a marker that arrived at a wall-clock time. */
  public void take(Marker marker, long wallTime) {
    Kind kind = marker.source().kind();
    marks
        .computeIfAbsent(kind, k -> new HashMap<>())
        .computeIfAbsent(marker.source().partition(), p -> new HashMap<>())
        .put(marker.model(), marker.mark());
    sources.merge(kind, marker.sources(), Math::max);
    if (!marker.model().equals(Marker.OTHERS)) {
      firstSeen.putIfAbsent(marker.model(), wallTime);
    }
    switch (marker.mark().state()) {
      case ENDED -> endSeen.putIfAbsent(marker.model(), wallTime);
      case LIVE -> endSeen.remove(marker.model());
      case IDLE -> {}
    }
  }

  /**
   * Whether the end of a model's input has begun to arrive: it was written everywhere, so that idle
   * sources are about to tell of it, too, and are waited for.
   */
  private boolean ending(String model, long wallTime, long patience) {
    Long seen = endSeen.get(model);
    return seen != null && wallTime - seen < patience;
  }

  /** Every model that any source has told of. */
  public Set<String> models() {
    return firstSeen.keySet();
  }

  /**
   * How far one kind of input has come for a model.
   *
   * @param patience milliseconds for which a source that never told of a new model is waited for
   */
  public Mark combined(Kind kind, String model, long wallTime, long patience) {
    int count = sources.getOrDefault(kind, 0);
    if (count == 0) {
      return Mark.UNKNOWN;
    }
    Map<Integer, Map<String, Mark>> byPartition = marks.getOrDefault(kind, Map.of());
    long smallest = Long.MAX_VALUE;
    long smallestIdle = Long.MAX_VALUE;
    long largest = Long.MIN_VALUE;
    int idle = 0;
    int live = 0;
    int ended = 0;
    for (int partition = 0; partition < count; partition++) {
      Map<String, Mark> bySource = byPartition.getOrDefault(partition, Map.of());
      Mark mark = bySource.get(model);
      if (mark == null) {
        boolean fresh = wallTime - firstSeen.getOrDefault(model, wallTime) < patience;
        mark = fresh ? Mark.UNKNOWN : bySource.getOrDefault(Marker.OTHERS, Mark.UNKNOWN);
      }
      largest = Math.max(largest, mark.time());
      switch (mark.state()) {
        case LIVE -> {
          live++;
          smallest = Math.min(smallest, mark.time());
        }
        case ENDED -> ended++;
        case IDLE -> {
          idle++;
          smallestIdle = Math.min(smallestIdle, mark.time());
        }
      }
    }
    if (live > 0) {
      return new Mark(smallest, Mark.State.LIVE);
    }
    if (ended > 0 && idle > 0 && ending(model, wallTime, patience)) {
      return new Mark(smallestIdle, Mark.State.LIVE);
    }
    return new Mark(largest, ended > 0 ? Mark.State.ENDED : Mark.State.IDLE);
  }

  /**
   * How far decisions may go for a model: both kinds of input must have come there.
   *
   * @param direct whether predictions come without a join
   * @param feedbackExpected whether feedback holds time back at all
   * @param patience milliseconds for which a source that never told of a new model is waited for
   */
  public Mark decisions(
      String model, boolean direct, boolean feedbackExpected, long wallTime, long patience) {
    if (direct) {
      return combined(Kind.DIRECT, model, wallTime, patience);
    }
    Mark predictions = combined(Kind.PREDICTIONS, model, wallTime, patience);
    if (!feedbackExpected) {
      return predictions;
    }
    Mark feedback = combined(Kind.FEEDBACK, model, wallTime, patience);
    if (predictions.state() == Mark.State.LIVE && feedback.state() == Mark.State.LIVE) {
      return new Mark(Math.min(predictions.time(), feedback.time()), Mark.State.LIVE);
    }
    if (predictions.state() == Mark.State.LIVE) {
      return predictions;
    }
    if (feedback.state() == Mark.State.LIVE) {
      return feedback;
    }
    if (predictions.state() != feedback.state() && ending(model, wallTime, patience)) {
      Mark idle = predictions.state() == Mark.State.IDLE ? predictions : feedback;
      return new Mark(idle.time(), Mark.State.LIVE);
    }
    boolean ended = predictions.state() == Mark.State.ENDED;
    return new Mark(
        Math.max(predictions.time(), feedback.time()), ended ? Mark.State.ENDED : Mark.State.IDLE);
  }

  /**
   * How far decisions may go for a model whose meta attributes come on a topic of their own: a
   * prediction counts in its groups when its meta record comes within a wait, so that both other
   * kinds of input must have come so far, and meta records that much further.
   *
   * <p>Meta records that come in batches leave their topic idle between two of them. Then decisions
   * stay the wait behind the other inputs.
   *
   * @param others what {@link #decisions(String, boolean, boolean, long, long)} says
   * @param wait milliseconds
   */
  public Mark decisions(String model, Mark others, long wait, long wallTime, long patience) {
    Mark meta = combined(Kind.META, model, wallTime, patience);
    Mark behind = behind(others, wait);
    return switch (meta.state()) {
      case LIVE -> {
        Mark seen = behind(meta, wait);
        long time =
            others.state() == Mark.State.LIVE ? Math.min(others.time(), seen.time()) : seen.time();
        yield new Mark(time, Mark.State.LIVE);
      }
      case IDLE -> {
        if (others.state() != Mark.State.ENDED) {
          yield behind;
        }
        yield ending(model, wallTime, patience)
            ? new Mark(behind(meta, wait).time(), Mark.State.LIVE)
            : others;
      }
      case ENDED ->
          others.state() == Mark.State.IDLE && ending(model, wallTime, patience)
              ? new Mark(others.time(), Mark.State.LIVE)
              : others;
    };
  }

  private static Mark behind(Mark mark, long wait) {
    return mark.time() < Long.MIN_VALUE + wait
        ? new Mark(Long.MIN_VALUE, mark.state())
        : new Mark(mark.time() - wait, mark.state());
  }

  /**
   * The largest event time of a model's predictions once their end was read in all their sources;
   * {@link Long#MAX_VALUE} while more may come.
   */
  public long lastPrediction(String model, boolean direct, long wallTime, long patience) {
    Kind kind = direct ? Kind.DIRECT : Kind.PREDICTIONS;
    Mark mark = combined(kind, model, wallTime, patience);
    return mark.state() == Mark.State.ENDED ? mark.time() : Long.MAX_VALUE;
  }
}
