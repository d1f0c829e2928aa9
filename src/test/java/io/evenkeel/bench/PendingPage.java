package io.evenkeel.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the part of the page about pending predictions and leaves the rest alone. */
final class PendingPage {
  private static final String BEGIN = "<!-- pending: written by bench/pending.sh -->\n";
  private static final String END = "<!-- end of pending -->\n";

  private PendingPage() {}

  static void write(Path file, PendingScore score) throws IOException {
    String page = Files.exists(file) ? Files.readString(file) : "# Benchmarks\n";
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    String part = BEGIN + part(score) + END;
    Files.writeString(
        file,
        begin < 0 || end < begin
            ? page + "\n" + part
            : page.substring(0, begin) + part + page.substring(end + END.length()));
    System.out.write(part.getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private static double per(long amount, long nanos) {
    return amount / (nanos * 1e-9);
  }

  private static String part(PendingScore s) {
    return String.format(
        Locale.ROOT,
        """
        ## Pending predictions

        `bench/pending.sh %d`: %,d predictions with UUID ids, 10 features and 2 attributes wait for their labels, spread over the 30 days of `feedback.wait`; %d partitions, %d threads, `exactly_once_v2`, broker and monitor on the same %d cores, load average %.1f at the end. The join reads digested predictions and everything after it runs, too.

        | | |
        |---|---:|
        | on disk, after a clean close | %.0f bytes per prediction |
        | in the changelog topic (lz4), written once | %.0f bytes per prediction |
        | a start that restores everything from the changelog | %.0f s (%,.0f predictions/s) |
        | a start with the disk as it was closed | %.1f s |
        | new predictions while the store fills | %,.0f per second |
        | labels for random ones of them, all waiting | %,.0f per second, %.1f us CPU each (%,d labels) |
        | memory of the process at the end, heap of at most %d MB included | %,d MB |

        """,
        s.predictions(),
        s.predictions(),
        Cluster.PARTITIONS,
        Subject.THREADS,
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        s.diskBytes() / (double) s.predictions(),
        s.changelogBytes() / (double) s.predictions(),
        s.startNanos() * 1e-9,
        per(s.predictions(), s.startNanos()),
        s.plainStartNanos() * 1e-9,
        per(s.predictions(), s.fillNanos()),
        per(s.labels(), s.joinNanos()),
        s.cpuNanos() * 1e-3 / s.labels(),
        s.labels(),
        s.heapBytes() >> 20,
        s.residentBytes() >> 20);
  }
}
