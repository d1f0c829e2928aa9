package io.evenkeel.topology;

import io.evenkeel.registry.RegistryUnavailableException;
import java.time.Duration;

/**
 * Decodes again and again while the registry is away, and gives up before the poll interval ends.
 */
public final class RegistryWait {
  private static final long FIRST_MS = 100;
  private static final long LONGEST_MS = 5000;

  private final Duration patience;
  private final Runnable unavailable;

  /**
   * Waits for so long.
   *
   * @param unavailable called whenever the registry did not answer
   */
  public RegistryWait(Duration patience, Runnable unavailable) {
    this.patience = patience;
    this.unavailable = unavailable;
  }

  /**
   * Runs {@code decode} until the registry answers.
   *
   * @throws RegistryUnavailableException when patience ends: the task fails and its offsets stay
   *     uncommitted
   */
  public void run(Runnable decode) {
    long waited = 0;
    long pause = FIRST_MS;
    while (true) {
      try {
        decode.run();
        return;
      } catch (RegistryUnavailableException e) {
        unavailable.run();
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
