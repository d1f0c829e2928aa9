package io.evenkeel.topology;

import io.evenkeel.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * Decodes or encodes again and again while the registry is away, and gives up before the poll
 * interval ends. The time in which the registry kept silent counts, not only the pauses.
 */
public final class RegistryWait {
  private static final long FIRST_MS = 100;
  private static final long LONGEST_MS = 5000;

  private final Duration patience;
  private final Runnable unavailable;
  private final LongSupplier clock;
  private final LongConsumer sleep;

  /**
   * Waits for so long.
   *
   * @param unavailable called whenever the registry did not answer
   */
  public RegistryWait(Duration patience, Runnable unavailable) {
    this(patience, unavailable, Time.SYSTEM::hiResClockMs, Time.SYSTEM::sleep);
  }

  /**
   * A wait.
   *
   * @param clock elapsed milliseconds
   * @param sleep for so many milliseconds, or until interrupted, with the mark of it
   */
  RegistryWait(Duration patience, Runnable unavailable, LongSupplier clock, LongConsumer sleep) {
    this.patience = patience;
    this.unavailable = unavailable;
    this.clock = clock;
    this.sleep = sleep;
  }

  /** What {@code encode} gives, as soon as the registry lets it. */
  static <T> Function<T, byte[]> around(Wiring wiring, Function<T, byte[]> encode) {
    RegistryWait wait =
        new RegistryWait(wiring.pacing().registryPatience(), wiring.metrics()::registryUnavailable);
    return value -> wait.get(() -> encode.apply(value));
  }

  /** As {@link #get}, for what gives nothing. */
  public void run(Runnable decode) {
    get(
        () -> {
          decode.run();
          return true;
        });
  }

  /**
   * Asks until the registry answers.
   *
   * @throws RegistryUnavailableException when patience ends: the task fails and its offsets stay
   *     uncommitted
   */
  <T> T get(Supplier<T> asking) {
    long began = clock.getAsLong();
    long pause = FIRST_MS;
    while (true) {
      try {
        return asking.get();
      } catch (RegistryUnavailableException e) {
        unavailable.run();
        if (clock.getAsLong() - began >= patience.toMillis()
            || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        sleep.accept(pause);
        pause = Math.min(LONGEST_MS, pause * 2);
      }
    }
  }
}
