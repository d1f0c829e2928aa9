package io.evenkeel.topology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many failures are forgiven: so many within a span of time. Older ones are forgotten, so that
 * a long life is not held against anybody, while what fails at once every time is noticed.
 *
 * <p>Thread-safe. Times are nanoseconds since any moment.
 */
public final class FailureBudget {
  private final int most;
  private final long spanNanos;
  private final Deque<Long> failures = new ArrayDeque<>();

  /** Forgives so many within a span. */
  public FailureBudget(int most, Duration span) {
    this.most = most;
    this.spanNanos = span.toNanos();
  }

  /** Notes a failure; returns how many there were within the span, this one included. */
  public synchronized int spend(long nanoTime) {
    while (!failures.isEmpty() && nanoTime - failures.getFirst() > spanNanos) {
      failures.removeFirst();
    }
    failures.addLast(nanoTime);
    return failures.size();
  }

  /** Whether so many failures within the span are too many. */
  public boolean exhaustedBy(int count) {
    return count > most;
  }
}
