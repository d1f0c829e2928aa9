package io.evenkeel.summary;

import io.evenkeel.observation.Bytes;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The largest of a multiset of times from which times may also be taken away.
 *
 * <p>Only the largest {@value #KEPT} distinct times are kept. The answer is exact as long as fewer
 * than that many distinct largest times are taken away again, which needs that many corrections
 * whose own time lies before the time of the label they correct.
 */
public final class LatestTimes {
  /** Distinct times kept. */
  static final int KEPT = 8;

  private final TreeMap<Long, Long> counts = new TreeMap<>();

  /** Adds {@code count} copies of a time; negative takes away. */
  public void add(long time, long count) {
    if (counts.size() >= KEPT && time < counts.firstKey()) {
      return;
    }
    long now = counts.getOrDefault(time, 0L) + count;
    if (now == 0) {
      counts.remove(time);
    } else {
      counts.put(time, now);
    }
    while (counts.size() > KEPT) {
      counts.pollFirstEntry();
    }
  }

  /** Adds everything of another. */
  public void addAll(LatestTimes other) {
    other.counts.forEach(this::add);
  }

  /** The largest time present, if any. */
  public OptionalLong latest() {
    for (Map.Entry<Long, Long> entry : counts.descendingMap().entrySet()) {
      if (entry.getValue() > 0) {
        return OptionalLong.of(entry.getKey());
      }
    }
    return OptionalLong.empty();
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  void clear() {
    counts.clear();
  }

  void write(Bytes out) {
    out.writeUnsigned(counts.size());
    counts.forEach((time, count) -> out.writeSigned(time).writeSigned(count));
  }

  static LatestTimes read(Bytes.Reader in) {
    LatestTimes times = new LatestTimes();
    int size = in.readCount();
    for (int i = 0; i < size; i++) {
      long time = in.readSigned();
      times.counts.put(time, in.readSigned());
    }
    return times;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatestTimes times && counts.equals(times.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
