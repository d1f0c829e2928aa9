package io.evenkeel;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing again and again on a thread of its own, whether or not it fails once. */
final class Periodically implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Periodically.class);

  private final ScheduledExecutorService clock;
  private final ScheduledFuture<?> doing;

  /**
   * Begins after {@code first}.
   *
   * @param what the thread's name, and what the log says when it fails
   * @param pause between the end of one time and the beginning of the next
   */
  Periodically(String what, Duration first, Duration pause, Runnable action) {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "evenkeel-" + what);
              thread.setDaemon(true);
              return thread;
            });
    doing =
        clock.scheduleWithFixedDelay(
            () -> attempt(what, action), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(String what, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.warn("The look at {} failed and is taken again later", what, e);
    }
  }

  @Override
  public void close() {
    doing.cancel(true);
    clock.shutdownNow();
  }
}
