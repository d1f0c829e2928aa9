package io.evenkeel.expected;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.cli.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One data set: its files, its expected results, and the monitors that are run over it. */
final class ExpectedData {
  private final String name;

  ExpectedData(String name) {
    this.name = name;
  }

  Path file(String file) {
    return SharedData.file(name + "/" + file);
  }

  JsonNode expected() throws IOException {
    return SharedData.json(name + "/expected.json");
  }

  /** Walks every number; prints how many were compared, and which were not and why. */
  void walk(Book book) throws IOException {
    Book.Outcome outcome = book.walk(Numbers.of(expected()));
    System.out.println(name + ": " + outcome.compared() + " numbers equal, not compared:");
    outcome.excepted().forEach((why, count) -> System.out.println("  " + count + ": " + why));
    List<String> problems = outcome.problems();
    assertThat(problems.stream().limit(60).collect(Collectors.joining("\n")))
        .as(problems.size() + " of the expected numbers of " + name)
        .isEmpty();
    assertThat(outcome.compared()).isPositive();
  }
}
