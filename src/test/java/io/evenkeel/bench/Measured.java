package io.evenkeel.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * One contender in a process of its own.
 *
 * <p>Tells {@code @warm}, {@code @counted} and {@code @done}, each with events, wall clock and the
 * CPU time of this process (user and system) in nanoseconds. {@code counted} is when the last event
 * went into the sums, {@code done} when the other side has seen the results and says so.
 */
final class Measured {
  private static final long LOOK_NANOS = 5_000_000;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Measured() {}

  /** Arguments: contender, bootstrap servers, registry, events, warm-up events, state directory. */
  public static void main(String[] args) throws IOException {
    long events = Long.parseLong(args[3]);
    long warm = Long.parseLong(args[4]);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Subject subject =
        Subject.start(Contender.valueOf(args[0]), args[1], args[2], Path.of(args[5]))) {
      await(subject, warm);
      tell("warm", subject.events());
      await(subject, events);
      tell("counted", subject.events());
      if (commands.readLine() == null) {
        throw new IOException("nobody waits for the result");
      }
      tell("done", subject.events());
      subject.check(events);
      System.out.println("@checked");
    }
    System.exit(0);
  }

  private static void await(Subject subject, long events) {
    while (subject.events() < events) {
      subject.requireHealthy();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static void tell(String mark, long events) {
    System.out.printf(
        "@%s %d %d %d%n", mark, events, System.nanoTime(), SYSTEM.getProcessCpuTime());
  }
}
