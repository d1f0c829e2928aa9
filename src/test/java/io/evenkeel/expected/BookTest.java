package io.evenkeel.expected;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The walk over expected numbers fails when it should. */
class BookTest {
  private static Book.Outcome walk(Book book, String document) throws IOException {
    return book.walk(Numbers.of(new ObjectMapper().readTree(document)));
  }

  @Test
  void everyNumberAndNullIsComparedOrExcepted() throws IOException {
    Book book = new Book();
    book.compare("rates>*", at -> Answer.of(at.get(0).equals("a") ? 0.5 : null));
    book.except("sizes>*", "no result");

    Book.Outcome outcome =
        walk(book, "{\"rates\": {\"a\": 0.5, \"b\": null}, \"sizes\": [3, 4], \"word\": \"x\"}");

    assertThat(outcome.problems()).isEmpty();
    assertThat(outcome.compared()).isEqualTo(2);
    assertThat(outcome.excepted()).containsEntry("no result", 2);
  }

  @Test
  void whatNobodyAsksForIsAProblem() throws IOException {
    Book book = new Book();
    book.compare("a", at -> Answer.of(1));

    assertThat(walk(book, "{\"a\": 1, \"b\": {\"c\": null}}").problems())
        .containsExactly("b>c: 0 entries in the book");
  }

  @Test
  void entriesThatMatchNothingAndEntriesThatOverlapAreProblems() throws IOException {
    Book book = new Book();
    book.compare("a", at -> Answer.of(1));
    book.compare("*", at -> Answer.of(1));
    book.except("gone>*", "was there once");

    assertThat(walk(book, "{\"a\": 1, \"b\": 1}").problems())
        .containsExactlyInAnyOrder(
            "a: 2 entries in the book", "nothing matches a", "nothing matches gone>*");
  }

  @Test
  void exceptionsGoBeforeComparisons() throws IOException {
    Book book = new Book();
    book.compare("list>*", at -> Answer.of(1));
    book.except("list>1", "known to differ");

    assertThat(walk(book, "{\"list\": [1, 2]}").problems()).isEmpty();
  }

  @Test
  void otherNumbersAndUndefinedOnesDoNotFit() {
    assertThat(Answer.of(0.5).mismatch(0.5 + 1e-8)).contains("off by");
    assertThat(Answer.of(0.5).mismatch(0.5 + 1e-10)).isNull();
    assertThat(Answer.of(0.5).mismatch(null)).isNotNull();
    assertThat(Answer.of((Double) null).mismatch(0.0)).isNotNull();
    assertThat(Answer.of((Double) null).mismatch(null)).isNull();
    assertThat(Answer.between(0.1, 0.2).mismatch(0.21)).contains("must lie");
    assertThat(Answer.between(0.1, null).mismatch(0.15)).isNotNull();
    assertThat(Answer.printed(0.1234, 2).mismatch(0.12)).isNull();
    assertThat(Answer.printed(0.1234, 2).mismatch(0.14)).isNotNull();
  }

  @Test
  void whatIsNotReportedDoesNotFit() throws IOException {
    Book book = new Book();
    book.compare(
        "a",
        at -> {
          throw new Evaluated.Absent("no report of a");
        });

    assertThat(walk(book, "{\"a\": 1}").problems()).containsExactly("a: no report of a");
  }
}
