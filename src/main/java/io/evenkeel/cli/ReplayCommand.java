package io.evenkeel.cli;

import io.evenkeel.alert.Alert;
import io.evenkeel.cluster.Documents;
import io.evenkeel.config.ProfileFile;
import io.evenkeel.config.StoredMonitor;
import io.evenkeel.evaluation.ReportOrder;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.replay.OutputReader;
import io.evenkeel.replay.Recording;
import io.evenkeel.replay.Replayer;
import io.evenkeel.report.ResultJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Produces a file as events; with {@code --embedded} it brings its own broker and monitor. */
@Command(name = "replay", description = "Produces a file as prediction and feedback events.")
final class ReplayCommand implements Callable<Integer> {
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--speed",
      defaultValue = "max",
      paramLabel = "60x|max",
      description = "How many times faster than it happened (${DEFAULT-VALUE}).")
  private String speed;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "Partitions of the embedded broker's topics (${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--embedded",
      description = "Run broker and monitor in this process and wait for the last window.")
  private boolean embedded;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all results to a file.")
  private @Nullable Path json;

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  @SuppressWarnings("NullAway.Init")
  ReplayCommand() {}

  @Override
  public Integer call() throws IOException {
    double factor = Speed.parse(speed);
    Progress progress = Progress.onError(quiet);
    ReferenceProfile profile = data.profile(progress);
    data.plan(profile);
    Monitor monitor = profiled(data.monitor(), profile);
    if (!embedded) {
      throw new UsageException("replay to a cluster is not built yet: add --embedded");
    }
    try (EmbeddedRun run = EmbeddedRun.start(partitions, false)) {
      if (profile != null) {
        new Documents(run.kafka(), run.topics().profiles())
            .put(profile.name(), new String(ProfileFile.encode(profile), StandardCharsets.UTF_8));
      }
      new Documents(run.kafka(), run.topics().monitors())
          .put(monitor.model(), StoredMonitor.first(monitor).toJson());
      run.startMonitor();
      Recording recording = record(run, progress);
      play(run, recording, factor, progress);
      return collect(run, recording, progress);
    }
  }

  /** The monitor with the name of the profile that is really used. */
  private static Monitor profiled(Monitor monitor, @Nullable ReferenceProfile profile) {
    return monitor.withProfile(profile == null ? null : profile.name());
  }

  private Recording record(EmbeddedRun run, Progress progress) {
    Recording recording = new Recording(run.encoder(), run.topics());
    for (LabelledPrediction row : data.rows()) {
      recording.add(row.prediction());
      if (row.feedback() != null) {
        recording.add(row.feedback());
      }
      progress.step("read", recording.size());
    }
    progress.done();
    return recording;
  }

  private static void play(EmbeddedRun run, Recording recording, double factor, Progress progress) {
    progress.of(recording.size());
    try (Replayer replayer = new Replayer(run.kafka(), run.topics())) {
      replayer.play(recording, factor, (sent, time) -> progress.step("sent", sent));
      replayer.end(recording.models());
    }
    progress.done();
  }

  private Integer collect(EmbeddedRun run, Recording recording, Progress progress)
      throws IOException {
    Results results = new Results();
    progress.of(-1);
    try (OutputReader reader = run.reader()) {
      while (!reader.ended().containsAll(recording.models())) {
        run.requireHealthy();
        reader.poll(Duration.ofMillis(200), results);
        progress.step("reports", results.reports.size());
      }
    }
    progress.done();
    List<WindowReport> windows = new ArrayList<>(results.reports.values());
    windows.sort(ReportOrder.BY_WINDOW);
    if (json == null) {
      Tables.print(System.out, windows, results.alerts);
    } else {
      try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(json))) {
        ResultJson.write(windows, results.alerts, stream);
      }
      System.out.printf(
          "%,d events, %,d windows, %,d alerts, written to %s%n",
          recording.size(), windows.size(), results.alerts.size(), json);
    }
    return ExitCode.OK.code();
  }

  private static final class Results implements OutputReader.Listener {
    private final Map<String, WindowReport> reports = new LinkedHashMap<>();
    private final List<Alert> alerts = new ArrayList<>();

    @Override
    public void report(String key, WindowReport report) {
      reports.put(key, report);
    }

    @Override
    public void alert(Alert alert) {
      alerts.add(alert);
    }
  }
}
