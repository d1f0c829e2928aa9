package io.evenkeel.expected;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.expected.Evaluated.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attack that succeeded is a label; the second judge is a prediction of it. */
class JailbreakNumbersTest {
  private static final ExpectedData DATA = new ExpectedData("jailbreakbench");
  private static final String MONITOR =
      """
      model: jailbreakbench
      task: binary
      classes: {positive: "1", favourable: "0"}
      slices: [attack, access, model, category, evaluation_date, attack & model, model & category,
        attack & access & model]
      reference-group: rest
      window: 30d
      windows: [all]
      columns:
        id: seq
        time: evaluation_date
        model: jailbreakbench
        meta: [attack, access, model, category, evaluation_date]
        prediction: jailbroken_llama_guard1
        label: jailbroken
      """;

  @TempDir Path folder = Path.of("");

  private View all = View.NONE;
  private View judged = View.NONE;

  @Test
  void everyExpectedNumberIsEvaluatedOrExcepted() throws IOException {
    Path data = DATA.file("jailbreakbench.csv.gz");
    Path twice =
        DataCopy.rows(
            data, "jailbroken_llama_guard1", cell -> !cell.isEmpty(), folder.resolve("twice.csv"));
    String monitor = Files.writeString(folder.resolve("m.yaml"), MONITOR).toString();
    all = Evaluated.run("--monitor", monitor, "--data", data.toString()).all();
    judged = Evaluated.run("--monitor", monitor, "--data", twice.toString()).all();
    Book book = new Book();
    book.compare("files>0>rows", at -> Answer.of(all.n("*")));
    book.except("files>*>bytes", "the size of the file on disk");
    attacks(book, "overall", List.of());
    attacks(book, "by_attack_model>* | *", List.of("attack", "model"));
    attacks(book, "by_attack>*", List.of("attack"));
    attacks(book, "by_model>*", List.of("model"));
    attacks(book, "by_category>*", List.of("category"));
    attacks(book, "by_access>*", List.of("access"));
    attacks(book, "by_model_category>* | *", List.of("model", "category"));
    attacks(book, "by_evaluation_date>*", List.of("evaluation_date"));
    book.except(
        "queries_to_jailbreak_median>*",
        "a median of a column that is neither feature nor outcome");
    book.compare("judge_agreement>overall>*", at -> Tables.rate(judged, "*", at.get(0)));
    book.compare("judge_agreement>cohen_kappa", at -> Answer.of(judged.value("*", "cohen_kappa")));
    book.compare(
        "judge_agreement>groups>*>*>*",
        at -> Tables.rate(judged, at.get(0) + "=" + at.get(1), at.get(2)));
    published(book);
    DATA.walk(book);
  }

  private void attacks(Book book, String pattern, List<String> attributes) {
    int stars = attributes.size();
    book.compare(pattern + ">wilson95>0", at -> wilson(slice(attributes, at), true));
    book.compare(pattern + ">wilson95>1", at -> wilson(slice(attributes, at), false));
    book.compare(
        pattern + ">*",
        at -> {
          String slice = slice(attributes, at);
          return switch (at.get(stars)) {
            case "n" -> Answer.of(all.n(slice));
            case "jailbroken" -> Answer.of(successes(slice));
            case "attack_success_rate" -> Answer.of(all.value(slice, "label_rate"));
            default -> throw new Evaluated.Absent("no " + at.get(stars));
          };
        });
  }

  private static String slice(List<String> attributes, List<String> at) {
    return attributes.isEmpty() ? "*" : Tables.slice(attributes, at);
  }

  private double successes(String slice) {
    return Math.rint(Tables.value(all, slice, "label_rate") * all.n(slice));
  }

  private Answer wilson(String slice, boolean lower) {
    return Answer.of(
        lower ? all.lower(slice, "label_rate", null) : all.upper(slice, "label_rate", null));
  }

  private void published(Book book) throws IOException {
    JsonNode published = DATA.expected().get("published");
    String own = "the source counted by its own judge, not by the one in the file";
    for (int i = 0; i < published.size(); i++) {
      JsonNode entry = published.get(i);
      if (entry.get("quantity").asText().startsWith("prompt_with_random_search")
          && entry.get("source").asText().contains("total_number")) {
        book.except("published>" + i + ">published", own);
      }
    }
    book.compare("published>*>*", at -> published(published.get(Integer.parseInt(at.get(0)))));
  }

  private Answer published(JsonNode entry) {
    String[] values = entry.get("quantity").asText().split(" / ");
    String slice =
        Tables.slice(
            List.of("attack", "access", "model"), List.of(values[0], values[1], values[2]));
    if (entry.get("source").asText().contains("total_number")) {
      return Answer.of(Tables.value(judged, slice, "tp") + Tables.value(judged, slice, "fp"));
    }
    return Answer.of(all.value(slice, "label_rate"));
  }
}
