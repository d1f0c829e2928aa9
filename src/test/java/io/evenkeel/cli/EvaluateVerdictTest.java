package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateVerdictTest {
  private static final String MONITOR =
      """
      model: loans
      task: binary
      classes: {positive: "1"}
      slices: [sex]
      reference-group: {sex: M}
      checks:
        - {metric: disparate_impact, compare: groups, tolerance: 0.8}
      columns:
        time: time
        meta: {sex: sex}
        prediction: predicted
        label: actual
      """;

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    // of 1,000 women and of 1,000 men selected, exit code
    "200, 400, 3",
    "390, 400, 0",
    "320, 400, 0"
  })
  void aRatioThatIsCrediblyTooSmallIsABreach(int women, int men, int code) throws IOException {
    StringBuilder rows = new StringBuilder("time,sex,predicted,actual\n");
    for (int i = 0; i < 1000; i++) {
      rows.append("2024-01-01T00:00:00Z,F,").append(i < women ? 1 : 0).append(",1\n");
      rows.append("2024-01-01T00:00:00Z,M,").append(i < men ? 1 : 0).append(",1\n");
    }
    Path data = Files.writeString(folder.resolve("data.csv"), rows);
    Path monitor = Files.writeString(folder.resolve("monitor.yaml"), MONITOR);

    Cli run = Cli.run("evaluate", "--monitor", monitor.toString(), "--data", data.toString());

    assertThat(run.code()).as(run.err()).isEqualTo(code);
  }
}
