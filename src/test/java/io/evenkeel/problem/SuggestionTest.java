package io.evenkeel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  @Test
  void distancesCountInsertionsDeletionsSubstitutionsAndSwaps() {
    assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
    assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Suggestion.distance("modle", "model")).isEqualTo(1);
    assertThat(Suggestion.distance("same", "same")).isZero();
  }

  @Test
  void onlyNearWordsAreSuggested() {
    assertThat(Suggestion.text("agee", List.of("age", "page"))).isEqualTo("; did you mean 'age'?");
    assertThat(Suggestion.text("colour", List.of("age", "sex"))).isEmpty();
    assertThat(Suggestion.nearest("AGE", List.of("age"))).contains("age");
  }
}
