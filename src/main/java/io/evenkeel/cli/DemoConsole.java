package io.evenkeel.cli;

import io.evenkeel.alert.Alert;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** What the demo shows: alerts as lines, and below them on a terminal how far the replay is. */
final class DemoConsole {
  private static final long TERMINAL_NANOS = 250_000_000L;
  private static final long LOG_NANOS = 10_000_000_000L;
  private static final String CLEAR = "\r\033[K";

  private final PrintStream out;
  private final boolean quiet;
  private final boolean terminal;
  private final long started = System.nanoTime();
  private long printed = started;
  private long eventsBefore;
  private boolean open;

  DemoConsole(PrintStream out, boolean quiet, boolean terminal) {
    this.out = out;
    this.quiet = quiet;
    this.terminal = terminal;
  }

  /** On standard output; with colour and a moving line where that is a terminal. */
  static DemoConsole standard(boolean quiet) {
    return new DemoConsole(System.out, quiet, Ansi.AUTO.enabled());
  }

  void say(String format, Object... arguments) {
    clear();
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  /** What is only said when not quiet. */
  void tell(String format, Object... arguments) {
    if (!quiet) {
      say(format, arguments);
    }
  }

  /** Seconds since the console was made. */
  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  void alert(Alert alert) {
    clear();
    out.println(terminal ? colour(alert) + Tables.line(alert) + "\033[0m" : Tables.line(alert));
    out.flush();
  }

  private static String colour(Alert alert) {
    return switch (alert.state()) {
      case FIRING -> alert.severity() == Alert.Severity.CRITICAL ? "\033[1;31m" : "\033[31m";
      case PENDING, ONGOING -> "\033[33m";
      case RESOLVED -> "\033[32m";
      case EXPIRED, SUPERSEDED, ACKNOWLEDGED -> "\033[2m";
    };
  }

  /** Shows how far the replay is: often on a terminal, every ten seconds elsewhere. */
  void progress(List<DemoPlay> plays, int windows) {
    long now = System.nanoTime();
    if (quiet || now - printed < (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
      return;
    }
    long events = plays.stream().mapToLong(DemoPlay::events).sum();
    double rate = (events - eventsBefore) / ((now - printed) / 1e9);
    eventsBefore = events;
    printed = now;
    String line =
        plays.stream()
                .map(play -> play.model().name() + " " + date(play))
                .collect(Collectors.joining("  "))
            + String.format(
                Locale.ROOT, "  %,d events, %,.0f/s, %,d windows", events, rate, windows);
    if (terminal) {
      out.print(CLEAR + line);
      out.flush();
      open = true;
    } else {
      out.println("... " + line);
    }
  }

  private static String date(DemoPlay play) {
    return play.events() == 0
        ? "-"
        : LocalDate.ofInstant(Instant.ofEpochMilli(play.time()), ZoneOffset.UTC).toString();
  }

  private void clear() {
    if (open) {
      out.print(CLEAR);
      open = false;
    }
  }
}
