package io.evenkeel.cli;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong when, counted in events sent, so that a seed says it all. Whoever sends waits for
 * faults that are due: on a slow machine a run takes longer and is no easier.
 */
final class FaultPlan {
  /** Something that goes wrong. */
  interface Fault {
    void happen() throws Exception;

    /** Whether it may happen now that it is due. */
    default boolean ready() {
      return true;
    }
  }

  private record Due(long events, int order, Fault fault) {}

  private final Queue<Due> left =
      new PriorityQueue<>(Comparator.comparingLong(Due::events).thenComparingInt(Due::order));
  private final Random random;
  private int planned;

  FaultPlan(long seed) {
    this.random = new Random(seed);
  }

  /** A number of this plan's own chance, from 0. */
  int choice(int bound) {
    return random.nextInt(bound);
  }

  /** A random moment in one of so many equal parts of the middle nine tenths of all events. */
  long moment(int part, int parts, long events) {
    double share = events * 0.9 / parts;
    return (long) (events * 0.05 + share * (part + random.nextDouble() * 0.9));
  }

  synchronized void at(long events, Fault fault) {
    left.add(new Due(events, planned++, fault));
  }

  /** Whether everything has gone wrong that was to. */
  synchronized boolean over() {
    return left.isEmpty();
  }

  /** Waits until everything has happened that is due after so many events. */
  synchronized void awaitUpTo(long events) {
    try {
      while (due(events) != null) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets happen what is due after so many events and ready. */
  synchronized void happenUpTo(long events) throws Exception {
    Due due = due(events);
    while (due != null && due.fault.ready()) {
      due.fault.happen();
      left.remove(due);
      due = due(events);
    }
    notifyAll();
  }

  private @Nullable Due due(long events) {
    Due next = left.peek();
    return next == null || next.events > events ? null : next;
  }
}
