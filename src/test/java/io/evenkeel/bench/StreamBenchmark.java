package io.evenkeel.bench;

import io.evenkeel.alert.Alert;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.registry.InMemorySchemaRegistry;
import io.evenkeel.registry.RegistryServer;
import io.evenkeel.replay.OutputReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The whole benchmark: broker, traffic, one contender after another, and the page.
 *
 * <p>Arguments: events, and the page to write; further ones are names of contenders, all by
 * default, and then no page is written. A quarter of the events warms each contender up.
 */
final class StreamBenchmark {
  private static final long SEED = 1;
  private static final int WARM_UP_PART = 4;
  private static final long COMMITS_NANOS = 2 * Subject.COMMIT.toNanos();

  private final Cluster cluster;
  private final String bootstrap;
  private final String registry;
  private final long events;
  private final List<Score> scores = new ArrayList<>();

  private StreamBenchmark(Cluster cluster, String bootstrap, String registry, long events) {
    this.cluster = cluster;
    this.bootstrap = bootstrap;
    this.registry = registry;
    this.events = events;
  }

  public static void main(String[] args) throws Exception {
    long events = Long.parseLong(args[0]);
    List<Contender> contenders =
        args.length > 2
            ? Arrays.stream(args).skip(2).map(Contender::valueOf).toList()
            : List.of(Contender.values());
    try (RegistryServer registry = RegistryServer.start(0, new InMemorySchemaRegistry());
        Child broker = Child.start(Broker.class)) {
      String bootstrap = broker.await("bootstrap").get(0);
      Cluster cluster = new Cluster(bootstrap, registry.registry());
      StreamBenchmark benchmark = new StreamBenchmark(cluster, bootstrap, registry.url(), events);
      cluster.prepare();
      System.out.printf("producing %,d events%n", events);
      cluster.produce(new Traffic(SEED, events));
      for (Contender contender : contenders) {
        benchmark.run(contender);
      }
      if (args.length == 2) {
        new BenchmarkPage(benchmark.scores, events, cluster.valueBytes() / (double) events)
            .write(Path.of(args[1]));
      }
    }
    System.exit(0);
  }

  private void run(Contender contender) throws Exception {
    Path state = Files.createTempDirectory("evenkeel-bench");
    try {
      measure(contender, state);
    } finally {
      delete(state);
    }
  }

  private void measure(Contender contender, Path state) throws IOException {
    long warm = events / WARM_UP_PART;
    try (Child child =
        Child.start(
            Measured.class,
            contender.name(),
            bootstrap,
            registry,
            Long.toString(events),
            Long.toString(warm),
            state.toString())) {
      List<String> warmed = child.await("warm");
      List<String> counted = child.await("counted");
      if (contender.monitor()) {
        awaitReports(contender);
      } else {
        LockSupport.parkNanos(COMMITS_NANOS);
      }
      child.say("end");
      Score score = Score.of(contender, warmed, counted, child.await("done"));
      child.await("checked");
      scores.add(score);
      System.out.printf(
          "(%s) %,.0f events/s, %.2f us CPU per event%n",
          contender.number(), score.perSecond(), score.cpuMicros());
    }
  }

  /** Waits for the end of input to come out, and counts what the reports speak of. */
  private void awaitReports(Contender contender) {
    Map<String, WindowReport> overall = new HashMap<>();
    try (OutputReader reader = cluster.reader(contender)) {
      while (!reader.ended().contains(Traffic.MODEL)) {
        reader.poll(
            Duration.ofMillis(100),
            new OutputReader.Listener() {
              @Override
              public void report(String key, WindowReport report) {
                if (report.slice().equals("*")) {
                  overall.put(key, report);
                }
              }

              @Override
              public void gone(String key) {
                overall.remove(key);
              }

              @Override
              public void alert(Alert alert) {
                // Alerts are part of the work, not of the count.
              }
            });
      }
    }
    long n = overall.values().stream().mapToLong(WindowReport::n).sum();
    long labelled = overall.values().stream().mapToLong(WindowReport::labelled).sum();
    if (n != events || labelled != (contender == Contender.FEEDBACK ? events : 0)) {
      throw new IllegalStateException(
          "reports speak of " + n + " events and " + labelled + " labels, not of " + events);
    }
  }

  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
