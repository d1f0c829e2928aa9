package io.evenkeel.statistics;

import java.util.Arrays;

/**
 * A pair of histograms in which cells too thin for a chi-square approximation have been added to a
 * neighbour: the rule of thumb of at least five expected records per cell (Cochran 1954).
 */
public final class PooledCells {

  /** The smallest expected count a cell may keep. */
  public static final double MIN_EXPECTED = 5;

  private final long[] reference;
  private final long[] current;

  private PooledCells(long[] reference, long[] current) {
    this.reference = reference;
    this.current = current;
  }

  /**
   * Drops cells that are empty on both sides, then adds the cell with the smallest expected count
   * to the smaller of its two neighbours until every cell of both sides expects {@link
   * #MIN_EXPECTED} or two cells are left.
   */
  public static PooledCells of(long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    double smallerSide = Math.min(pair.referenceTotal(), pair.currentTotal());
    double all = (double) pair.referenceTotal() + pair.currentTotal();
    long[] q = new long[pair.cells()];
    long[] p = new long[pair.cells()];
    int cells = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      if (reference[cell] > 0 || current[cell] > 0) {
        q[cells] = reference[cell];
        p[cells++] = current[cell];
      }
    }
    while (cells > 2) {
      int thin = smallest(q, p, cells);
      if (both(q, p, thin) * smallerSide / all >= MIN_EXPECTED) {
        break;
      }
      int into = neighbour(q, p, cells, thin);
      q[into] += q[thin];
      p[into] += p[thin];
      cells--;
      System.arraycopy(q, thin + 1, q, thin, cells - thin);
      System.arraycopy(p, thin + 1, p, thin, cells - thin);
    }
    return new PooledCells(Arrays.copyOf(q, cells), Arrays.copyOf(p, cells));
  }

  private static int smallest(long[] q, long[] p, int cells) {
    int smallest = 0;
    for (int cell = 1; cell < cells; cell++) {
      if (both(q, p, cell) < both(q, p, smallest)) {
        smallest = cell;
      }
    }
    return smallest;
  }

  private static int neighbour(long[] q, long[] p, int cells, int cell) {
    if (cell == 0) {
      return 1;
    }
    if (cell == cells - 1) {
      return cell - 1;
    }
    return both(q, p, cell - 1) <= both(q, p, cell + 1) ? cell - 1 : cell + 1;
  }

  private static double both(long[] q, long[] p, int cell) {
    return (double) q[cell] + p[cell];
  }

  /** The pooled reference counts. */
  public long[] reference() {
    return reference.clone();
  }

  /** The pooled current counts. */
  public long[] current() {
    return current.clone();
  }

  /** How many cells are left. */
  public int cells() {
    return reference.length;
  }
}
