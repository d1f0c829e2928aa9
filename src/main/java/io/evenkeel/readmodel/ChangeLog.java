package io.evenkeel.readmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The latest changes, numbered. Readers keep their own place, so that none can hold up another or
 * the writer; who falls behind the oldest change kept is told so. Thread-safe.
 */
public final class ChangeLog {
  /** Changes that are kept. */
  public static final int KEPT = 2048;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Change[] ring = new Change[KEPT];
  private long next;
  private boolean closed;

  /** A numbered change. */
  public record Entry(long number, Change change) {}

  /**
   * What a reader gets.
   *
   * @param lost whether changes that the reader did not see are gone
   * @param entries what comes next, oldest first
   * @param next the place to read from next
   * @param closed whether nothing will come any more
   */
  public record Batch(boolean lost, List<Entry> entries, long next, boolean closed) {
    public Batch {
      entries = List.copyOf(entries);
    }
  }

  void add(Change change) {
    lock.lock();
    try {
      ring[(int) (next % KEPT)] = change;
      next++;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The number that the next change will get. */
  public long next() {
    lock.lock();
    try {
      return next;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The changes from a place on; waits for the first one at most this long.
   *
   * @param from number of the first change wanted
   */
  public Batch read(long from, long waitMillis) throws InterruptedException {
    lock.lock();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
      while (next == from && !closed && nanos > 0) {
        nanos = more.awaitNanos(nanos);
      }
      long oldest = Math.max(0, next - KEPT);
      if (from < oldest || from > next) {
        return new Batch(true, List.of(), next, closed);
      }
      List<Entry> entries = new ArrayList<>();
      for (long number = from; number < next; number++) {
        entries.add(new Entry(number, ring[(int) (number % KEPT)]));
      }
      return new Batch(false, entries, next, closed);
    } finally {
      lock.unlock();
    }
  }

  /** Wakes every reader: nothing will come any more. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
