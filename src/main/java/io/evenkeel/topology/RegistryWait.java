package io.evenkeel.topology;

import io.evenkeel.registry.RegistryUnavailableException;
import java.time.Duration;

/**
 * Decodes again and again while the registry is away, and gives up before the poll interval ends.
 */
final class RegistryWait {
  private static final long FIRST_MS = 100;
  private static final long LONGEST_MS = 5000;

  private final Duration patience;
  private final MonitorMetrics metrics;

  RegistryWait(Duration patience, MonitorMetrics metrics) {
    this.patience = patience;
    this.metrics = metrics;
  }

  /**
   * Runs {@code decode} until the registry answers.
   *
   * @throws RegistryUnavailableException when patience ends: the task fails and its offsets stay
   *     uncommitted
   */
  void run(Runnable decode) {
    long waited = 0;
    long pause = FIRST_MS;
    while (true) {
      try {
        decode.run();
        return;
      } catch (RegistryUnavailableException e) {
        metrics.registryUnavailable();
        if (waited >= patience.toMillis()) {
          throw e;
        }
        sleep(pause, e);
        waited += pause;
        pause = Math.min(LONGEST_MS, pause * 2);
      }
    }
  }

  private static void sleep(long millis, RegistryUnavailableException cause) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
