package io.evenkeel.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Decides by a seed who does what next: reads, commits, waits, dies, moves. */
final class Schedule {
  private static final int MOST_ROUNDS = 400;

  private final Random random;
  private final Cluster cluster;
  private final Feed feed;
  private final Pace pace;
  private final Consumer<String> trace;
  private int crashes;
  private int moves;

  /**
   * How wild it gets.
   *
   * @param workers how many there are, at least 1
   * @param batch most records that a task takes at once
   * @param commits one in so many actions is a commit
   * @param crashes how many workers die at most
   * @param moves how many tasks move at most
   * @param tick most milliseconds that pass at once
   */
  record Pace(int workers, int batch, int commits, int crashes, int moves, int tick) {
    static Pace of(Random random) {
      return new Pace(
          1 + random.nextInt(4),
          List.of(1, 5, 40, 1000).get(random.nextInt(4)),
          List.of(4, 15, 60).get(random.nextInt(3)),
          random.nextInt(12),
          random.nextInt(12),
          List.of(200, 1500, 20_000).get(random.nextInt(3)));
    }
  }

  /** What is still to be written to the inputs. */
  interface Feed {
    /** Writes some more; false when all is written. */
    boolean some();
  }

  Schedule(Random random, Cluster cluster, Feed feed, Pace pace, Consumer<String> trace) {
    this.random = random;
    this.cluster = cluster;
    this.feed = feed;
    this.pace = pace;
    this.trace = trace;
    this.crashes = pace.crashes();
    this.moves = pace.moves();
    for (int i = 0; i < pace.workers(); i++) {
      int offset = random.nextInt(3) == 0 ? random.nextInt(120_000) - 60_000 : 0;
      cluster.workers().add(new Worker("w" + i, offset));
    }
    for (SimulatedTask task : cluster.tasks()) {
      give(task, any(cluster.workers()));
    }
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private void give(SimulatedTask task, Worker worker) {
    worker.tasks().add(task);
    task.open(worker);
  }

  /** Runs until everything is read, then calmly on until {@code done} says so. */
  void run(BooleanSupplier done) {
    boolean more = true;
    while (more || cluster.tasks().stream().anyMatch(SimulatedTask::hasWork)) {
      more = act(more);
    }
    for (int round = 0; !done.getAsBoolean(); round++) {
      if (round == MOST_ROUNDS) {
        throw new AssertionError("the stream never came to its end");
      }
      calm();
    }
    // What would still be told, if there were anything, is told now.
    for (int round = 0; round < 4; round++) {
      calm();
    }
  }

  private boolean act(boolean more) {
    int roll = random.nextInt(100);
    if (roll < 20 && more) {
      return feed.some();
    }
    if (roll < 80) {
      read(any(cluster.workers()));
    } else if (roll < 95) {
      wait(random.nextInt(pace.tick()));
    } else if (roll < 97 && crashes > 0) {
      crashes--;
      crash(any(cluster.workers()));
    } else if (moves > 0) {
      moves--;
      move(any(cluster.workers()));
    }
    if (random.nextInt(pace.commits()) == 0) {
      guarded(any(cluster.workers()), Worker::commit, "commits");
    }
    // Whoever waits for a transaction of somebody else would wait for ever.
    if (!more && random.nextInt(20) == 0) {
      for (Worker worker : cluster.workers()) {
        guarded(worker, Worker::commit, "commits");
      }
    }
    return more;
  }

  private void read(Worker worker) {
    List<SimulatedTask> ready = worker.tasks().stream().filter(SimulatedTask::hasWork).toList();
    if (!ready.isEmpty()) {
      SimulatedTask task = any(ready);
      int count = 1 + random.nextInt(pace.batch());
      guarded(worker, w -> read(task, count), "reads at most " + count + " in " + task);
    }
  }

  private void read(SimulatedTask task, int count) {
    for (int i = 0; i < count; i++) {
      List<SimulatedTask.Input> ready =
          task.inputs().stream().filter(SimulatedTask.Input::hasNext).toList();
      if (ready.isEmpty()) {
        return;
      }
      task.process(any(ready));
    }
  }

  private void wait(int millis) {
    cluster.pass(millis);
    for (Worker worker : cluster.workers()) {
      guarded(worker, w -> w.tasks().forEach(SimulatedTask::punctuate), "looks at its clock");
    }
  }

  /** Dies now, or on its way through the next work. */
  private void crash(Worker worker) {
    if (random.nextBoolean()) {
      worker.failAfter(random.nextInt(10));
      trace.accept(worker + " is about to die");
      guarded(worker, Worker::commit, "commits");
    } else {
      die(worker);
    }
  }

  private void guarded(Worker worker, Consumer<Worker> work, String what) {
    try {
      work.accept(worker);
      trace.accept(worker + " " + what);
    } catch (Worker.Crash e) {
      trace.accept(worker + " " + what + " and dies on the way");
      die(worker);
    }
  }

  private void die(Worker worker) {
    worker.lose();
    List<SimulatedTask> orphans = new ArrayList<>(worker.tasks());
    boolean revived = random.nextInt(3) == 0;
    trace.accept(worker + " dies, its tasks are " + (revived ? "revived" : "begun anew"));
    if (revived) {
      orphans.forEach(task -> task.revive(worker));
    } else {
      worker.tasks().clear();
      orphans.forEach(task -> give(task, any(cluster.workers())));
    }
  }

  private void move(Worker from) {
    if (from.tasks().isEmpty()) {
      return;
    }
    guarded(
        from,
        worker -> {
          worker.commit();
          SimulatedTask task = any(worker.tasks());
          Worker to = any(cluster.workers());
          task.closeClean();
          worker.tasks().remove(task);
          give(task, to);
          trace.accept(task + " moves to " + to);
        },
        "gives a task away");
  }

  private void calm() {
    wait(1500);
    for (Worker worker : cluster.workers()) {
      guarded(
          worker,
          w -> {
            w.tasks().forEach(task -> read(task, Integer.MAX_VALUE));
            w.commit();
          },
          "reads all and commits");
    }
  }
}
