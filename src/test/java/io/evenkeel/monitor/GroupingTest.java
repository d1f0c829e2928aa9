package io.evenkeel.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.monitor.Grouping.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupingTest {
  @Test
  void aValueOnAnEdgeLiesInTheBandAboveIt() {
    Grouping ages = Grouping.bands(25.0, 45.5);
    assertThat(ages.names()).containsExactly("<25", "25-45.5", "45.5+");
    assertThat(ages.find("24.99")).isZero();
    assertThat(ages.find("25")).isEqualTo(1);
    assertThat(ages.find(45.5)).isEqualTo(2);
    assertThat(ages.find("41.3217")).isEqualTo(1);
  }

  @Test
  void whatIsNoNumberIsInNoBand() {
    Grouping ages = Grouping.bands(25.0);
    assertThat(ages.find("unknown")).isEqualTo(Grouping.NONE);
    assertThat(ages.find("NaN")).isEqualTo(Grouping.NONE);
    assertThat(ages.find(Double.POSITIVE_INFINITY)).isEqualTo(Grouping.NONE);
  }

  @Test
  void valuesAreFoundByTheirList() {
    Grouping race =
        new Grouping(
            List.of(), List.of(new Named("A", List.of("White", "Caucasian")), named("B", "Black")));
    assertThat(race.names()).containsExactly("A", "B");
    assertThat(race.find("Caucasian")).isZero();
    assertThat(race.find("Black")).isEqualTo(1);
    assertThat(race.find("A")).isEqualTo(Grouping.NONE);
  }

  private static Named named(String group, String value) {
    return new Named(group, List.of(value));
  }

  @Test
  void groupsThatContradictThemselvesAreRefused() {
    assertThatThrownBy(() -> Grouping.bands(45.0, 25.0)).hasMessageContaining("ascending");
    assertThatThrownBy(() -> Grouping.bands()).hasMessageContaining("bands or of lists");
    assertThatThrownBy(() -> new Grouping(List.of(), List.of(named("A", "x"), named("B", "x"))))
        .hasMessageContaining("twice");
  }

  @Test
  void anAttributeOfATopicOfItsOwnNeedsGroups() {
    assertThatThrownBy(() -> new MetaSpec(List.of("race"), Duration.ofHours(1), Map.of()))
        .hasMessageContaining("race");
  }
}
