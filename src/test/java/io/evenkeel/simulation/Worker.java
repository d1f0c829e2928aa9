package io.evenkeel.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A stream thread: its tasks share one transaction, as under exactly-once version 2, and one clock.
 */
final class Worker {
  private final String name;
  private final long clockOffset;
  private final List<SimulatedTask> tasks = new ArrayList<>();
  private Transaction transaction = new Transaction();
  private int sendsUntilFailure = -1;

  /**
   * A worker without tasks.
   *
   * @param clockOffset how far its clock is ahead of the others, in milliseconds
   */
  Worker(String name, long clockOffset) {
    this.name = name;
    this.clockOffset = clockOffset;
  }

  /** Thrown in the middle of the work. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;

    Crash() {
      super("crash", null, false, false);
    }
  }

  List<SimulatedTask> tasks() {
    return tasks;
  }

  Transaction transaction() {
    return transaction;
  }

  long clockOffset() {
    return clockOffset;
  }

  /** The worker dies on its way, after this many more records were sent. */
  void failAfter(int sends) {
    sendsUntilFailure = sends;
  }

  void sending() {
    if (sendsUntilFailure == 0) {
      throw new Crash();
    }
    sendsUntilFailure--;
  }

  /** Flushes what tasks hold and makes all of it visible. */
  void commit() {
    tasks.forEach(SimulatedTask::flush);
    transaction.commit();
    tasks.forEach(SimulatedTask::committed);
    transaction = new Transaction();
  }

  /** Loses everything since the last commit. */
  void lose() {
    transaction.abort();
    transaction = new Transaction();
    sendsUntilFailure = -1;
    tasks.forEach(SimulatedTask::closeDirty);
  }

  @Override
  public String toString() {
    return name;
  }
}
