package io.evenkeel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SuppressionTest {

  @Test
  void nothingIsHiddenWithoutALimit() {
    assertThat(Suppression.hidden(Map.of("*", 3L, "sex=F", 1L, "sex=M", 2L), 0)).isEmpty();
    assertThat(Suppression.hidden(Map.of("*", 3L, "sex=F", 1L, "sex=M", 2L), 1)).isEmpty();
  }

  @Test
  void aSmallGroupAloneTakesTheNextSmallestWithIt() {
    Map<String, Long> sizes = Map.of("*", 1003L, "race=A", 3L, "race=B", 400L, "race=C", 600L);
    assertThat(Suppression.hidden(sizes, 10)).containsExactlyInAnyOrder("race=A", "race=B");
  }

  @Test
  void smallGroupsThatTogetherAreLargeEnoughNeedNoMore() {
    Map<String, Long> sizes = Map.of("*", 618L, "race=A", 9L, "race=B", 9L, "race=C", 600L);
    assertThat(Suppression.hidden(sizes, 10)).containsExactlyInAnyOrder("race=A", "race=B");
  }

  @Test
  void smallGroupsThatTogetherAreStillSmallTakeAnotherWithThem() {
    Map<String, Long> sizes =
        Map.of("*", 1005L, "race=A", 2L, "race=B", 3L, "race=C", 400L, "race=D", 600L);
    assertThat(Suppression.hidden(sizes, 10))
        .containsExactlyInAnyOrder("race=A", "race=B", "race=C");
  }

  @Test
  void aSmallIntersectionCannotBeWorkedOutFromEitherOfItsMargins() {
    Map<String, Long> sizes =
        Map.of(
            "*", 403L,
            "sex=F", 203L,
            "sex=M", 200L,
            "race=A", 103L,
            "race=B", 300L,
            "sex=F&race=A", 3L,
            "sex=F&race=B", 200L,
            "sex=M&race=A", 100L,
            "sex=M&race=B", 100L);
    assertThat(Suppression.hidden(sizes, 10))
        .containsExactlyInAnyOrder("sex=F&race=A", "sex=F&race=B", "sex=M&race=A", "sex=M&race=B");
  }

  @Test
  void everybodyIsHiddenWhenEverybodyIsFew() {
    assertThat(Suppression.hidden(Map.of("*", 5L, "sex=F", 2L, "sex=M", 3L), 10))
        .containsExactlyInAnyOrder("*", "sex=F", "sex=M");
  }

  @Test
  void recordsInNoneOfThePartsAreAPart() {
    // Three women are of no race that has a slice of its own.
    assertThat(
            Suppression.hidden(
                Map.of("*", 203L, "sex=F", 203L, "sex=F&race=A", 100L, "sex=F&race=B", 100L), 10))
        .contains("sex=F&race=A");
    assertThat(
            Suppression.hidden(
                Map.of("*", 213L, "sex=F", 213L, "sex=F&race=A", 100L, "sex=F&race=B", 113L), 10))
        .isEmpty();
  }

  @Test
  void aHiddenWholeIsNotTheSumOfPartsThatAreShown() {
    Map<String, Long> sizes =
        Map.of(
            "*", 643L,
            "race=A", 3L,
            "race=B", 40L,
            "race=C", 600L,
            "sex=F&race=B", 15L,
            "sex=M&race=B", 25L,
            "sex=F&race=C", 600L,
            "sex=M&race=A", 3L);
    assertThat(Suppression.hidden(sizes, 10)).contains("race=A", "race=B", "sex=F&race=B");
  }
}
