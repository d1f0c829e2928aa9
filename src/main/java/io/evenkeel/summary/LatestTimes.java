package io.evenkeel.summary;

import io.evenkeel.observation.Bytes;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The largest of a multiset of times from which times may also be taken away.
 *
 * <p>Only the largest {@value #KEPT} distinct times are kept. The answer is exact as long as fewer
 * than that many distinct largest times are taken away again, which needs that many corrections
 * whose own time lies before the time of the label they correct. Adding allocates nothing.
 */
public final class LatestTimes {
  /** Distinct times kept. */
  static final int KEPT = 8;

  /** Increasing. */
  private final long[] times = new long[KEPT];

  /** How often each time is there; negative for one that was taken away before it came. */
  private final long[] counts = new long[KEPT];

  private int size;

  /** Adds {@code count} copies of a time; negative takes away. */
  public void add(long time, long count) {
    if (count == 0 || (size == KEPT && time < times[0])) {
      return;
    }
    int at = size;
    while (at > 0 && times[at - 1] > time) {
      at--;
    }
    if (at > 0 && times[at - 1] == time) {
      counts[at - 1] += count;
      if (counts[at - 1] == 0) {
        remove(at - 1);
      }
    } else if (size == KEPT) {
      remove(0);
      insert(at - 1, time, count);
    } else {
      insert(at, time, count);
    }
  }

  private void insert(int at, long time, long count) {
    System.arraycopy(times, at, times, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    times[at] = time;
    counts[at] = count;
    size++;
  }

  private void remove(int at) {
    size--;
    System.arraycopy(times, at + 1, times, at, size - at);
    System.arraycopy(counts, at + 1, counts, at, size - at);
  }

  /** Adds everything of another. */
  public void addAll(LatestTimes other) {
    for (int i = 0; i < other.size; i++) {
      add(other.times[i], other.counts[i]);
    }
  }

  /** The largest time present, if any. */
  public OptionalLong latest() {
    for (int i = size - 1; i >= 0; i--) {
      if (counts[i] > 0) {
        return OptionalLong.of(times[i]);
      }
    }
    return OptionalLong.empty();
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  void write(Bytes out) {
    out.writeUnsigned(size);
    for (int i = 0; i < size; i++) {
      out.writeSigned(times[i]).writeSigned(counts[i]);
    }
  }

  static LatestTimes read(Bytes.Reader in) {
    LatestTimes read = new LatestTimes();
    int size = in.readCount();
    for (int i = 0; i < size; i++) {
      long time = in.readSigned();
      read.add(time, in.readSigned());
    }
    return read;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatestTimes latest
        && Arrays.equals(times, 0, size, latest.times, 0, latest.size)
        && Arrays.equals(counts, 0, size, latest.counts, 0, latest.size);
  }

  @Override
  public int hashCode() {
    return size == 0 ? 0 : Long.hashCode(times[size - 1]) * 31 + size;
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(times, size))
        + " x "
        + Arrays.toString(Arrays.copyOf(counts, size));
  }
}
