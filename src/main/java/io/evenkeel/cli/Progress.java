package io.evenkeel.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * One line on the error stream that shows how far long work has come, with rate and remaining time.
 */
final class Progress {
  private static final long EVERY_NANOS = 500_000_000L;

  private final PrintStream out;
  private final boolean shown;
  private long total = -1;
  private String task = "";
  private long started;
  private long printed;
  private boolean open;

  Progress(PrintStream out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  /** On the error stream, unless {@code quiet}. */
  static Progress onError(boolean quiet) {
    return new Progress(System.err, !quiet && System.getenv("TERM") != null);
  }

  /** How many steps there will be, for the remaining time. */
  Progress of(long steps) {
    total = steps;
    return this;
  }

  void step(String newTask, long done) {
    long now = System.nanoTime();
    if (!newTask.equals(task)) {
      done();
      task = newTask;
      started = now;
      printed = 0;
    }
    if (!shown || now - printed < EVERY_NANOS) {
      return;
    }
    printed = now;
    open = true;
    double seconds = Math.max(1e-3, (now - started) / 1e9);
    double rate = done / seconds;
    String rest =
        total > done && rate > 0
            ? String.format(Locale.ROOT, ", %.0f s left", (total - done) / rate)
            : "";
    String share =
        total > 0 ? String.format(Locale.ROOT, " of %,d (%d %%)", total, 100 * done / total) : "";
    out.print(
        String.format(Locale.ROOT, "\r\033[K%s: %,d%s, %,.0f/s%s", task, done, share, rate, rest));
    out.flush();
  }

  /** Ends the line. */
  void done() {
    if (open) {
      out.print("\r\033[K");
      out.flush();
      open = false;
    }
    task = "";
  }
}
