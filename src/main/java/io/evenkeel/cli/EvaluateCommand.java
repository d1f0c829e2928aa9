package io.evenkeel.cli;

import io.evenkeel.batch.BatchMonitor;
import io.evenkeel.batch.BatchResult;
import io.evenkeel.digest.Plan;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.report.ResultJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The monitor over a file, without Kafka. */
@Command(
    name = "evaluate",
    description = "Evaluates a file of predictions and labels; exit code 3 on a breach.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private DataOptions data = new DataOptions();

  @Option(names = "--json", description = "Print one JSON document in place of tables.")
  private boolean json;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the JSON document to a file.")
  private @Nullable Path out;

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    Progress progress = Progress.onError(quiet);
    Plan plan = data.plan(data.profile(progress));
    BatchMonitor monitor = new BatchMonitor(plan);
    long rows = 0;
    for (LabelledPrediction row : data.rows()) {
      monitor.prediction(row.prediction());
      if (row.feedback() != null) {
        monitor.feedback(row.feedback());
      }
      progress.step("events", ++rows);
    }
    progress.done();
    BatchResult result = monitor.finish();
    if (json) {
      OutputStream stream = new BufferedOutputStream(System.out, 1 << 16);
      ResultJson.write(result.windows(), result.alerts(), stream);
      stream.flush();
    } else {
      Tables.print(System.out, result.windows(), result.alerts());
    }
    if (out != null) {
      try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out))) {
        ResultJson.write(result.windows(), result.alerts(), stream);
      }
    }
    return (Breaches.any(result.windows()) ? ExitCode.BREACH : ExitCode.OK).code();
  }
}
