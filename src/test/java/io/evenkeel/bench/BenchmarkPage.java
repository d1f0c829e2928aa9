package io.evenkeel.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes its part of a Markdown page and leaves the rest of the page alone. */
final class BenchmarkPage {
  private static final String BEGIN = "<!-- stream: written by bench/run.sh -->\n";
  private static final String END = "<!-- end of stream -->\n";
  private static final String NEW_PAGE = "# Benchmarks\n\n" + BEGIN + END;

  private final List<Score> scores;
  private final long events;
  private final double eventBytes;

  BenchmarkPage(List<Score> scores, long events, double eventBytes) {
    this.scores = scores;
    this.events = events;
    this.eventBytes = eventBytes;
  }

  void write(Path file) throws IOException {
    String page = Files.exists(file) ? Files.readString(file) : NEW_PAGE;
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(file + " has no place for the stream's figures");
    }
    Files.writeString(
        file, page.substring(0, begin + BEGIN.length()) + part() + page.substring(end));
    System.out.write(part().getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private String part() {
    return String.format(
        Locale.ROOT,
        """
        ## The stream

        `bench/run.sh %d`: %,d events of %.0f bytes (Avro, before compression), 10 features, each event in 4 slices, 24 panes, %d partitions, %d threads, commits every %d ms, `exactly_once_v2` everywhere. A quarter of the events warms the process up; the rest is measured. Rate: until the last event is in the sums. CPU: user and system time of that contender's process alone, compiler and garbage collector included, until every window is closed and reported. JDK %s, %d cores, load average %.1f at the end. Broker and measured process share the cores, so rates say little on their own: read the ratios and the CPU time.

        | | contender | events/s | CPU us per event | rate against (i) | rate against (ii) | CPU of (ii) / own CPU |
        |---|---|---:|---:|---:|---:|---:|
        %s
        """,
        events,
        events,
        eventBytes,
        Cluster.PARTITIONS,
        Subject.THREADS,
        Subject.COMMIT.toMillis(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        rows());
  }

  private String rows() {
    StringBuilder rows = new StringBuilder();
    Score bare = scores.get(Contender.FOREACH.ordinal());
    Score textbook = scores.get(Contender.TEXTBOOK.ordinal());
    for (Score score : scores) {
      rows.append(
          String.format(
              Locale.ROOT,
              "| (%s) | %s | %,.0f | %.2f | %.2f | %.1f | %.1f |%n",
              score.contender().number(),
              score.contender().title(),
              score.perSecond(),
              score.cpuMicros(),
              score.perSecond() / bare.perSecond(),
              score.perSecond() / textbook.perSecond(),
              textbook.cpuMicros() / score.cpuMicros()));
    }
    return rows.toString();
  }
}
