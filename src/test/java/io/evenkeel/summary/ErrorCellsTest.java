package io.evenkeel.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErrorCellsTest {
  @Test
  void theMiddleOfACellIsNearEveryErrorInIt() {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 100_000; trial++) {
      long units = random.nextLong(1L << random.nextInt(1, 33)) + 1;
      double middle = ErrorCells.middle(ErrorCells.cell(units));
      assertThat(middle)
          .as("middle for %s", units)
          .isCloseTo((double) units, within(0.0625 * units));
      assertThat(ErrorCells.middle(ErrorCells.cell(-units))).isEqualTo(-middle);
    }
  }

  @Test
  void cellsAreOrderedAndAllUsed() {
    int previous = -1;
    for (long units : new long[] {-(1L << 32), -17, -16, -1, 0, 1, 15, 16, 17, 18, 1L << 32}) {
      int cell = ErrorCells.cell(units);
      assertThat(cell).isBetween(0, ErrorCells.COUNT - 1).isGreaterThanOrEqualTo(previous);
      previous = cell;
    }
    assertThat(ErrorCells.cell(0)).isEqualTo(ErrorCells.COUNT / 2);
    assertThat(ErrorCells.middle(ErrorCells.cell(0))).isZero();
    assertThat(ErrorCells.middle(ErrorCells.cell(-15))).isEqualTo(-15);
  }

  @Test
  void predictionsOutsideTheReferencesRangeHaveCellsOfTheirOwn() {
    assertThat(ValueCells.cell(-1)).isZero();
    assertThat(ValueCells.cell(0)).isEqualTo(1);
    assertThat(ValueCells.cell((1L << 21) - 1)).isEqualTo(ValueCells.COUNT - 2);
    assertThat(ValueCells.cell(1L << 21)).isEqualTo(ValueCells.COUNT - 1);
    assertThat(ValueCells.cell(Quantity.LIMIT)).isEqualTo(ValueCells.COUNT - 1);
    assertThat(ValueCells.lowerEdge(2)).isEqualTo(1 << 15);
  }
}
