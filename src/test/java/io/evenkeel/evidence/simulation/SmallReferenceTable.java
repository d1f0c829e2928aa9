package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.BinnedDrift;
import io.evenkeel.evidence.DriftReference;
import io.evenkeel.evidence.EvidenceOptions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Table (e), second half: a small reference of {@code m} records against panes of 5,000, tolerance
 * 0.02, ten cells, ARL 1,000. The population behind the panes is the reference's, or the tolerance
 * away from it in a direction that makes things worst. Columns: without any margin, with the margin
 * of 5.3.
 */
final class SmallReferenceTable {
  private static final int CELLS = 10;
  private static final int PANE = 5000;
  private static final double TOLERANCE = 0.02;
  private static final double ARL = 1000;

  static final List<String> RULES = List.of("without margin", "with the margin of 5.3");

  private SmallReferenceTable() {}

  /** How the population of the panes differs from that of the reference. */
  enum Direction {
    NONE,
    /** One cell to another, chosen without knowing the reference sample. */
    FIRST_TO_LAST,
    /** Half of the cells to the other half. */
    HALF_TO_HALF,
    /** From the most to the least over-represented cell of the reference sample. */
    AWAY_IN_TWO_CELLS,
    /** From every over-represented cell to every under-represented one, evenly. */
    AWAY_EVENLY,
    /** The same, in proportion to the sampling error. */
    AWAY_IN_PROPORTION
  }

  static Trial<long[]> trial(int m, Direction direction, int runs) {
    return new Trial<>(seed -> new Population(seed * 31 + m, m, direction), runs);
  }

  private static final class Population implements World<long[]> {
    private final Draw draw;
    private final double[] cumulative;
    private final List<Rule<long[]>> rules;

    Population(long seed, int m, Direction direction) {
      this.draw = new Draw(seed);
      double[] p = new double[CELLS];
      Arrays.fill(p, 1.0 / CELLS);
      long[] counts = draw.cells(m, Draw.cumulative(p));
      double[] error = new double[CELLS];
      for (int i = 0; i < CELLS; i++) {
        error[i] = (double) counts[i] / m - p[i];
      }
      double[] move = move(direction, error);
      double up = Arrays.stream(move).filter(x -> x > 0).sum();
      for (int i = 0; i < CELLS && up > 0; i++) {
        p[i] += TOLERANCE * move[i] / up;
      }
      this.cumulative = Draw.cumulative(p);
      DriftReference reference = DriftReference.numeric(counts, CELLS);
      double margin = reference.effectiveTolerance(TOLERANCE, 1).getAsDouble();
      this.rules = List.of(rule(reference, TOLERANCE), rule(reference, margin));
    }

    private static Rule<long[]> rule(DriftReference reference, double effective) {
      return EvidenceRule.drift(
          BinnedDrift.of(reference, TOLERANCE, effective, EvidenceOptions.standard()), ARL);
    }

    private static double[] move(Direction direction, double[] error) {
      double[] move = new double[CELLS];
      int[] byError =
          IntStream.range(0, CELLS)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> error[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      switch (direction) {
        case NONE -> {}
        case FIRST_TO_LAST -> {
          move[0] = -1;
          move[CELLS - 1] = 1;
        }
        case HALF_TO_HALF -> {
          for (int i = 0; i < CELLS; i++) {
            move[i] = i < CELLS / 2 ? -1 : 1;
          }
        }
        case AWAY_IN_TWO_CELLS -> {
          move[byError[0]] = 1;
          move[byError[CELLS - 1]] = -1;
        }
        case AWAY_EVENLY -> {
          for (int i = 0; i < CELLS; i++) {
            move[byError[i]] = i < CELLS / 2 ? 1 : -1;
          }
        }
        case AWAY_IN_PROPORTION -> {
          for (int i = 0; i < CELLS; i++) {
            move[i] = -error[i];
          }
        }
      }
      return move;
    }

    @Override
    public long[] quiet(int t) {
      return draw.cells(PANE, cumulative);
    }

    @Override
    public long[] changed(int t) {
      return quiet(t);
    }

    @Override
    public List<Rule<long[]>> rules() {
      return rules;
    }
  }
}
