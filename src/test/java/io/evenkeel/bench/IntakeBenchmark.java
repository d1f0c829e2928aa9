package io.evenkeel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures HTTP ingest while its broker restarts.
 *
 * <p>Arguments: calls, calls per minute, and the page to write.
 */
final class IntakeBenchmark {
  private static final String BEGIN = "<!-- intake: written by bench/intake.sh -->\n";
  private static final String END = "<!-- end of intake -->\n";
  private static final Duration OUTAGE = Duration.ofSeconds(5);

  private IntakeBenchmark() {}

  public static void main(String[] args) throws Exception {
    int calls = Integer.parseInt(args[0]);
    int perMinute = Integer.parseInt(args[1]);
    IntakeRun.Result result = new IntakeRun(calls, perMinute, OUTAGE).run();
    System.out.println(result);
    if (args.length > 2) {
      write(result, perMinute, Path.of(args[2]));
    }
    if (result.stored() < result.acknowledged()) {
      throw new IllegalStateException("an acknowledged call is lost");
    }
  }

  private static void write(IntakeRun.Result result, int perMinute, Path page) throws IOException {
    String text =
        String.format(
            Locale.ROOT,
            """
            ## HTTP ingest while the broker restarts

            `bench/intake.sh %d %d`: %,d OpenScale payloads of one row, %,d begun a minute by 200 clients on \
            loopback; after a third of them the only broker stops in an orderly way, is down for %d s and starts \
            again. Clients post again what was not answered with 200. Server, clients and broker share 2 cores, load \
            average %.1f at the end.

            | | |
            |---|---:|
            | calls acknowledged | %,d |
            | of them in the topic afterwards | %,d |
            | lost | %,d |
            | written twice, to be dropped by their id | %,d |
            | answers 503 / connections broken, both tried again | %,d / %,d |
            | time from the first call to the last answer | %.0f s |
            | until a call was answered: median / p95 / longest | %.0f / %.0f / %,.0f ms |
            """,
            result.calls(),
            perMinute,
            result.calls(),
            perMinute,
            OUTAGE.toSeconds(),
            java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage(),
            result.acknowledged(),
            result.stored(),
            result.acknowledged() - result.stored(),
            result.copies(),
            result.refused(),
            result.broken(),
            result.seconds(),
            result.median(),
            result.p95(),
            result.worst());
    String old = Files.exists(page) ? Files.readString(page) : "# Benchmarks\n";
    int begin = old.indexOf(BEGIN);
    int end = old.indexOf(END);
    String part = BEGIN + text + "\n" + END;
    Files.writeString(
        page,
        begin < 0 || end < begin
            ? old + "\n" + part
            : old.substring(0, begin) + part + old.substring(end + END.length()));
  }
}
