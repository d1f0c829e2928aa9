package io.evenkeel.evidence;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Along which statistics panes of a binned feature are watched for effects of whole panes: its
 * location and its spread when it is numeric, the shares of its three largest cells when it is not.
 * Every statistic has mean 0 and variance 1 under the reference.
 */
final class PaneDirections {
  private static final int LARGEST_CELLS = 3;

  private PaneDirections() {}

  static double[][] of(DriftReference reference) {
    double[] q = reference.proportions();
    if (reference.numericCells() < 2) {
      return IntStream.range(0, q.length)
          .boxed()
          .sorted(Comparator.comparingDouble((Integer i) -> -q[i]))
          .limit(LARGEST_CELLS)
          .map(cell -> standardised(share(cell, q.length), q))
          .toArray(double[][]::new);
    }
    double[] location = location(reference);
    double[] spread = new double[q.length];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = location[i] * location[i];
    }
    return new double[][] {standardised(location, q), standardised(spread, q)};
  }

  private static double[] share(int cell, int cells) {
    double[] values = new double[cells];
    values[cell] = 1.0;
    return values;
  }

  /** The middle of each cell on the normal score scale, 0 for cells without an order. */
  private static double[] location(DriftReference reference) {
    double[] edges = NumericAlternatives.normalScores(reference);
    double[] values = new double[reference.cells()];
    for (int i = 0; i < reference.numericCells(); i++) {
      double low = Math.max(edges[i], -2.5);
      double high = Math.min(edges[i + 1], 2.5);
      values[i] = (low + high) / 2;
    }
    return values;
  }

  private static double[] standardised(double[] values, double[] q) {
    double mean = 0.0;
    double squares = 0.0;
    for (int i = 0; i < q.length; i++) {
      mean += q[i] * values[i];
      squares += q[i] * values[i] * values[i];
    }
    double deviation = Math.sqrt(Math.max(squares - mean * mean, 1e-12));
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (values[i] - mean) / deviation;
    }
    return result;
  }
}
