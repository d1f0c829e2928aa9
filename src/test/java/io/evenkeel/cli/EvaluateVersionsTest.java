package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test data with the sensitive attribute: versions beside each other, and a gate for releases. */
class EvaluateVersionsTest {
  private static final String MONITOR =
      """
      model: rent
      task: binary
      slices: [sex]
      reference-group: {sex: M}
      windows: [all]
      feedback: {expected: false}
      checks: [{metric: selection_rate, compare: groups, tolerance: 0.05}]
      columns:
        id: id
        time: time
        stage: {literal: pre-production}
        meta: [sex]
        features: {income: numeric}
        prediction: accepted
      """;

  @TempDir Path folder = Path.of("");

  /** The same people, scored by a version that accepts women less often by {@code gap}. */
  private static void rows(StringBuilder to, String version, double gap) {
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      boolean woman = random.nextBoolean();
      int accepted = random.nextDouble() < 0.6 - (woman ? gap : 0) ? 1 : 0;
      to.append(
          String.format(
              Locale.ROOT,
              "%d,2024-01-01T00:%02d:00Z,%s,%d,%d%s%n",
              i,
              i % 60,
              woman ? "F" : "M",
              1000 + random.nextInt(900),
              accepted,
              version));
    }
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Cli evaluate(String... more) throws IOException {
    String[] args = new String[more.length + 1];
    args[0] = "evaluate";
    System.arraycopy(more, 0, args, 1, more.length);
    return Cli.run(args);
  }

  @Test
  void filesOfTwoVersionsAreComparedAndTheWorseOneClosesTheGate() throws IOException {
    Path monitor = file("m.yaml", MONITOR);
    StringBuilder fair = new StringBuilder("id,time,sex,income,accepted\n");
    rows(fair, "", 0);
    StringBuilder unfair = new StringBuilder("id,time,sex,income,accepted\n");
    rows(unfair, "", 0.2);
    String v1 = file("v1.csv", fair.toString()).toString();
    String v2 = file("v2.csv", unfair.toString()).toString();

    Cli both =
        evaluate("--monitor", monitor.toString(), "--data", v1, "--data", v2, "--json", "--quiet");
    assertThat(both.code()).as(both.err()).isEqualTo(3);
    JsonNode json = new ObjectMapper().readTree(both.out());
    assertThat(json.at("/versions/0/version").asText()).isEqualTo("v1");
    assertThat(json.at("/versions/0/stage").asText()).isEqualTo("PRE_PRODUCTION");
    assertThat(json.at("/versions/0/breaches").asInt()).isZero();
    assertThat(json.at("/versions/1/version").asText()).isEqualTo("v2");
    assertThat(json.at("/versions/1/verdict").asText()).isEqualTo("BREACH");
    assertThat(json.at("/versions/1/n").asInt()).isEqualTo(3000);
    JsonNode gap = null;
    for (JsonNode row : json.get("comparison")) {
      if (row.get("slice").asText().equals("sex=F")
          && row.get("metric").asText().equals("selection_rate_difference")) {
        gap = row;
      }
    }
    Objects.requireNonNull(gap);
    assertThat(gap.at("/reference").asText()).isEqualTo("sex=M");
    assertThat(gap.at("/values/0/value").asDouble()).isBetween(-0.06, 0.06);
    assertThat(gap.at("/values/1/value").asDouble()).isBetween(-0.26, -0.14);
    assertThat(gap.at("/values/1/verdict").asText()).isEqualTo("BREACH");

    Cli table = evaluate("--monitor", monitor.toString(), "--data", v1, "--data", v2, "--quiet");
    assertThat(table.out())
        .containsPattern("slice +metric +v1 \\(test\\) +v2 \\(test\\)")
        .containsPattern("sex=F +selection_rate_difference against sex=M .* -0\\.[12][0-9]+ !")
        .containsPattern("verdict .* BREACH");

    Cli older =
        evaluate(
            "--monitor", monitor.toString(), "--data", v1, "--data", v2, "--gate", "v1", "--quiet");
    assertThat(older.code()).isZero();
    Cli nobody =
        evaluate(
            "--monitor", monitor.toString(), "--data", v1, "--data", v2, "--gate", "v9", "--quiet");
    assertThat(nobody.code()).isEqualTo(2);
    assertThat(nobody.err()).contains("no such version");
  }

  @Test
  void versionsInOneFileMayHaveScoredTheSameRecords() throws IOException {
    Path monitor = file("m.yaml", MONITOR + "  version: version\n");
    StringBuilder rows = new StringBuilder("id,time,sex,income,accepted,version\n");
    rows(rows, ",7", 0);
    rows(rows, ",8", 0.2);
    Path data = file("all.csv", rows.toString());
    Cli cli =
        evaluate("--monitor", monitor.toString(), "--data", data.toString(), "--json", "--quiet");
    assertThat(cli.code()).as(cli.err()).isEqualTo(3);
    JsonNode json = new ObjectMapper().readTree(cli.out());
    assertThat(json.at("/versions/0/n").asInt()).isEqualTo(3000);
    assertThat(json.at("/versions/1/n").asInt()).isEqualTo(3000);
    assertThat(json.at("/versions/0/breaches").asInt()).isZero();
    assertThat(json.at("/versions/1/breaches").asInt()).isPositive();
  }

  @Test
  void oneVersionAloneHasNothingBesideIt() throws IOException {
    Path monitor = file("m.yaml", MONITOR);
    StringBuilder fair = new StringBuilder("id,time,sex,income,accepted\n");
    rows(fair, "", 0);
    String data = file("v1.csv", fair.toString()).toString();
    Cli cli = evaluate("--monitor", monitor.toString(), "--data", data, "--json", "--quiet");
    assertThat(cli.code()).isZero();
    assertThat(new ObjectMapper().readTree(cli.out()).has("versions")).isFalse();
    Cli twice = Cli.run("profile", "--monitor", monitor.toString(), "--data", data, "--data", data);
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err()).contains("--data is given 2 times");
  }
}
