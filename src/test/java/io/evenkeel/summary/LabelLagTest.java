package io.evenkeel.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LabelLagTest {

  @Test
  void everythingBelowASecondIsInTheFirstCell() {
    assertThat(LabelLag.cell(Long.MIN_VALUE)).isZero();
    assertThat(LabelLag.cell(-1)).isZero();
    assertThat(LabelLag.cell(999)).isZero();
    assertThat(LabelLag.cell(1000)).isEqualTo(1);
  }

  @Test
  void anEdgeBelongsToTheNextCell() {
    for (int cell = 0; cell < SummaryLayout.LAG_CELLS - 1; cell++) {
      long edge = LabelLag.upperEdge(cell);
      assertThat(LabelLag.cell(edge - 1)).isEqualTo(cell);
      assertThat(LabelLag.cell(edge)).isEqualTo(cell + 1);
    }
  }

  @Test
  void eightCellsAreADoubling() {
    assertThat(LabelLag.upperEdge(8)).isEqualTo(2000);
    assertThat(LabelLag.upperEdge(16)).isEqualTo(4000);
    for (int cell = 1; cell < SummaryLayout.LAG_CELLS; cell++) {
      assertThat(LabelLag.upperEdge(cell) / (double) LabelLag.upperEdge(cell - 1))
          .isBetween(1.089, 1.092);
    }
  }

  @Test
  void aCenturyFitsAndTheRestIsInTheLastCell() {
    int century = LabelLag.cell(Duration.ofDays(36_525).toMillis());
    assertThat(century).isLessThan(SummaryLayout.LAG_CELLS - 1);
    assertThat(LabelLag.cell(Long.MAX_VALUE)).isEqualTo(SummaryLayout.LAG_CELLS - 1);
  }
}
